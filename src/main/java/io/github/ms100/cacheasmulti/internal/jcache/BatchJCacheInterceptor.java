package io.github.ms100.cacheasmulti.internal.jcache;

import io.github.ms100.cacheasmulti.internal.call.BatchInvokers;
import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.call.MethodInvoker;
import io.github.ms100.cacheasmulti.internal.call.OperationBinding;
import io.github.ms100.cacheasmulti.internal.failure.FailurePolicy;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.method.BatchParameter;
import io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException;
import io.github.ms100.cacheasmulti.internal.plan.BatchMethodSource;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import io.github.ms100.cacheasmulti.internal.plan.Plan;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cache.jcache.interceptor.JCacheInterceptor;
import org.springframework.cache.jcache.interceptor.JCacheOperation;
import org.springframework.cache.jcache.interceptor.JCacheOperationSource;

/** Spring's own interceptor for JSR-107, which hands batch methods to the engine and leaves all others alone (J4). */
public final class BatchJCacheInterceptor extends JCacheInterceptor
        implements BeanFactoryAware, SmartInitializingSingleton, DeclaredMethods {

    private static final long serialVersionUID = 1L;

    private transient @Nullable BeanFactory beanFactory;

    private transient @Nullable BatchInvokers invokers;

    /** Creates an interceptor that is configured by its properties, as {@code <cache:annotation-driven>} does. */
    public BatchJCacheInterceptor() {
        this.errorHandler = FailurePolicy.errorHandler(null, () -> beanFactory);
    }

    /**
     * Creates an interceptor that is configured as {@code @EnableCaching} does.
     *
     * @param jCacheOperationSource where cache operations are found; of several beans the one of this name, as in
     *     Spring's own configuration
     * @param configuration what the user's {@code CachingConfigurer} says
     */
    public BatchJCacheInterceptor(JCacheOperationSource jCacheOperationSource, JCacheUserConfiguration configuration) {
        this.errorHandler = FailurePolicy.errorHandler(configuration.errorHandler(), () -> beanFactory);
        setCacheOperationSource(jCacheOperationSource);
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        this.beanFactory = beanFactory;
        this.invokers = new BatchInvokers(this::plan, this::bind, this::getErrorHandler, beanFactory);
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (invokers != null && getCacheOperationSource() instanceof BatchMethodSource planned) {
            invokers.checkCaches(planned.plans());
        }
    }

    @Override
    public Collection<Declared> declared() {
        return (invokers != null && getCacheOperationSource() instanceof BatchMethodSource planned)
                ? invokers.declared(planned.plans(), any -> true)
                : List.of();
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        BatchInvokers known = invokers;
        if (known == null) {
            throw new IllegalStateException("%s needs a BeanFactory: let the application context create it"
                    .formatted(getClass().getName()));
        }
        MethodInvoker batch = known.find(invocation);
        return (batch == null) ? super.invoke(invocation) : batch.invoke(invocation);
    }

    private @Nullable Plan plan(Method method, Class<?> targetClass) {
        if (getCacheOperationSource() instanceof BatchJCacheOperationSource source) {
            return source.plan(method, targetClass);
        }
        JCacheOperation<?> operation = getCacheOperationSource().getCacheOperation(method, targetClass);
        if (operation != null
                && BatchJCacheOperationSource.toModel(operation) != null
                && BatchParameter.find(method, targetClass) != null) {
            throw new InvalidBatchMethodException(
                    "%s has a @CacheAsMulti parameter, but the source of its JSR-107 operation is a %s, which does not know that"
                            .formatted(
                                    BatchMethod.nameOf(method, targetClass),
                                    getCacheOperationSource().getClass().getName()),
                    "Remove that bean, so that the source of @EnableCaching is used.");
        }
        return null;
    }

    private OperationBinding bind(Plan plan, BatchOperation declared) {
        BatchJCacheOperationSource source = (BatchJCacheOperationSource) getCacheOperationSource();
        return new JCacheBinding<>((JCacheOperation<?>) declared.source(), (MethodPlan) plan, source);
    }
}
