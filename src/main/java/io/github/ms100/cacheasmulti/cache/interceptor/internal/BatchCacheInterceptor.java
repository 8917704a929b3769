package io.github.ms100.cacheasmulti.cache.interceptor.internal;

import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.internal.batch.GuardedCaches;
import io.github.ms100.cacheasmulti.internal.invocation.BatchInvoker;
import io.github.ms100.cacheasmulti.internal.invocation.MethodPlan;
import io.github.ms100.cacheasmulti.internal.invocation.OperationBinding;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.core.MethodClassKey;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/** Spring's own interceptor, which hands batch methods to the engine and leaves all others alone. */
public final class BatchCacheInterceptor extends CacheInterceptor {

    private static final long serialVersionUID = 1L;

    private final transient Map<MethodClassKey, Optional<BatchInvoker>> invokers = new ConcurrentHashMap<>();

    private final transient StandardEvaluationContext delegates = new StandardEvaluationContext();

    private transient @Nullable BeanFactory beanFactory;

    private transient volatile boolean ready;

    /** Creates an interceptor that is configured by its properties, as {@code <cache:annotation-driven>} does. */
    public BatchCacheInterceptor() {}

    /**
     * Creates an interceptor that is configured as {@code @EnableCaching} does.
     *
     * @param cacheOperationSource where cache operations are found; of several beans the one of this name, as in
     *     Spring's own configuration
     * @param configurers the user's configuration, looked at when first needed; at most one
     */
    public BatchCacheInterceptor(
            CacheOperationSource cacheOperationSource, ObjectProvider<CachingConfigurer> configurers) {
        setCacheOperationSource(cacheOperationSource);
        configure(
                configured(configurers, CachingConfigurer::errorHandler),
                configured(configurers, CachingConfigurer::keyGenerator),
                configured(configurers, CachingConfigurer::cacheResolver),
                configured(configurers, CachingConfigurer::cacheManager));
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        super.setBeanFactory(beanFactory);
        this.beanFactory = beanFactory;
        this.delegates.setBeanResolver(new BeanFactoryResolver(beanFactory));
    }

    @Override
    public void afterSingletonsInstantiated() {
        super.afterSingletonsInstantiated();
        this.ready = true;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Object target = invocation.getThis();
        BatchInvoker invoker = (ready && target != null)
                ? invoker(invocation.getMethod(), AopProxyUtils.ultimateTargetClass(target))
                : null;
        return (invoker == null || target == null)
                ? super.invoke(invocation)
                : invoker.invoke((ProxyMethodInvocation) invocation, target);
    }

    private @Nullable BatchInvoker invoker(Method method, Class<?> targetClass) {
        MethodClassKey key = new MethodClassKey(method, targetClass);
        Optional<BatchInvoker> known = invokers.get(key);
        if (known == null) {
            // Made twice if two threads come first; nobody waits for user code.
            known = Optional.ofNullable(newInvoker(method, targetClass));
            invokers.put(key, known);
        }
        return known.orElse(null);
    }

    private @Nullable BatchInvoker newInvoker(Method method, Class<?> targetClass) {
        CacheOperationSource source = getCacheOperationSource();
        MethodPlan plan = (source == null)
                ? null
                : new BatchMethodReader(source, Conversions.of(beanFactory)).read(method, targetClass);
        if (plan == null) {
            return null;
        }
        if (beanFactory == null) {
            throw new IllegalStateException("%s needs a BeanFactory to call %s: let the application context create it"
                    .formatted(getClass().getName(), plan.method()));
        }
        List<OperationBinding> bindings = plan.method().operations().stream()
                .map(operation ->
                        bind((CacheOperation) operation.source(), plan.method().method()))
                .toList();
        return new BatchInvoker(
                plan,
                bindings,
                beanFactory.getBean(EnhancedCacheConversionService.class),
                new GuardedCaches(getErrorHandler()),
                delegates);
    }

    private OperationBinding bind(CacheOperation operation, Method method) {
        KeyGenerator keyGenerator = StringUtils.hasText(operation.getKeyGenerator())
                ? getBean(operation.getKeyGenerator(), KeyGenerator.class)
                : getKeyGenerator();
        CacheResolver resolver = cacheResolver(operation);
        return new OperationBinding() {
            @Override
            public Collection<? extends Cache> resolveCaches(Object target, @Nullable Object[] arguments) {
                return getCaches(new OperationInvocation(operation, target, method, arguments), resolver);
            }

            @Override
            public KeyGenerator keyGenerator() {
                return keyGenerator;
            }
        };
    }

    private CacheResolver cacheResolver(CacheOperation operation) {
        if (StringUtils.hasText(operation.getCacheResolver())) {
            return getBean(operation.getCacheResolver(), CacheResolver.class);
        }
        if (StringUtils.hasText(operation.getCacheManager())) {
            return new SimpleCacheResolver(getBean(operation.getCacheManager(), CacheManager.class));
        }
        CacheResolver resolver = getCacheResolver();
        if (resolver == null) {
            throw new IllegalStateException("No CacheResolver/CacheManager set");
        }
        return resolver;
    }

    private static <T> Supplier<@Nullable T> configured(
            ObjectProvider<CachingConfigurer> configurers, Function<CachingConfigurer, @Nullable T> property) {
        return () -> {
            List<CachingConfigurer> found = configurers.stream().toList();
            Assert.state(
                    found.size() <= 1,
                    () -> found.size() + " CachingConfigurer beans were found, but only one is allowed. Merge them.");
            return found.isEmpty() ? null : property.apply(found.get(0));
        };
    }
}
