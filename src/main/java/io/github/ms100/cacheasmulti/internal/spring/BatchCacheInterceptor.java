package io.github.ms100.cacheasmulti.internal.spring;

import io.github.ms100.cacheasmulti.internal.call.BatchInvokers;
import io.github.ms100.cacheasmulti.internal.call.CallArguments;
import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.call.GeneratedKeys;
import io.github.ms100.cacheasmulti.internal.call.MethodInvoker;
import io.github.ms100.cacheasmulti.internal.call.OperationBinding;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.failure.FailurePolicy;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.plan.BatchMethodSource;
import io.github.ms100.cacheasmulti.internal.plan.MethodCatalogue;
import io.github.ms100.cacheasmulti.internal.plan.Plan;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.BasicOperation;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.core.KotlinDetector;
import org.springframework.util.StringUtils;

/**
 * Spring's own interceptor, which hands batch methods to the engine and leaves all others alone (S2); of these it only tells
 * what they are about to change (S27).
 */
public final class BatchCacheInterceptor extends CacheInterceptor implements DeclaredMethods {

    private static final long serialVersionUID = 1L;

    private transient @Nullable BeanFactory beanFactory;

    private transient @Nullable BatchInvokers invokers;

    /** Where plain methods tell what they change; unknown until this is ready, and nothing is cached before. */
    private transient volatile @Nullable PlainCalls plainCalls;

    private transient volatile boolean ready;

    /** Creates an interceptor that is configured by its properties, as {@code <cache:annotation-driven>} does. */
    public BatchCacheInterceptor() {
        this.errorHandler = FailurePolicy.errorHandler(null, () -> beanFactory);
    }

    /**
     * Creates an interceptor that is configured as {@code @EnableCaching} does.
     *
     * @param cacheOperationSource where cache operations are found; of several beans the one of this name, as in
     *     Spring's own configuration
     * @param configuration what the user's {@code CachingConfigurer} says
     */
    public BatchCacheInterceptor(CacheOperationSource cacheOperationSource, UserConfiguration configuration) {
        setCacheOperationSource(cacheOperationSource);
        configure(
                FailurePolicy.errorHandler(configuration.errorHandler(), () -> beanFactory),
                configuration.keyGenerator(),
                configuration.cacheResolver(),
                configuration.cacheManager());
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        super.setBeanFactory(beanFactory);
        this.beanFactory = beanFactory;
        this.invokers = new BatchInvokers(this::plan, this::bind, this::getErrorHandler, beanFactory);
    }

    @Override
    public void afterSingletonsInstantiated() {
        super.afterSingletonsInstantiated();
        ChangeFeed feed = (beanFactory == null)
                ? null
                : beanFactory.getBeanProvider(ChangeFeed.class).getIfAvailable();
        this.plainCalls = (feed == null) ? null : new PlainCalls(feed);
        this.ready = true;
        if (invokers != null && getCacheOperationSource() instanceof BatchMethodSource planned) {
            invokers.checkCaches(planned.plans());
        }
    }

    @Override
    public Collection<Declared> declared() {
        return (invokers != null && getCacheOperationSource() instanceof BatchMethodSource planned)
                ? invokers.declared(planned.plans(), this::isMade)
                : List.of();
    }

    private boolean isMade(BatchOperation declared) {
        CacheOperation operation = (CacheOperation) declared.source();
        return Stream.of(operation.getKeyGenerator(), operation.getCacheManager(), operation.getCacheResolver())
                .filter(StringUtils::hasText)
                .allMatch(name -> !(beanFactory instanceof ConfigurableBeanFactory known)
                        || !known.containsLocalBean(name)
                        || known.containsSingleton(name));
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        BatchInvokers known = invokers;
        if (known == null && ready) {
            throw new IllegalStateException("%s needs a BeanFactory: let the application context create it"
                    .formatted(getClass().getName()));
        }
        if (known == null) {
            return super.invoke(invocation);
        }
        MethodInvoker batch = known.find(invocation);
        if (batch == null) {
            return super.invoke(invocation);
        }
        // Spring caches nothing before all singletons are there, either.
        return ready ? batch.invoke(invocation) : batch.invokeUncached(invocation, BatchCacheInterceptor::declaresKey);
    }

    @Override
    protected @Nullable Object execute(
            CacheOperationInvoker invoker, Object target, Method method, @Nullable Object[] args) {
        PlainCalls known = plainCalls;
        if (known == null || !known.areMarked()) {
            return super.execute(invoker, target, method, args);
        }
        CacheOperationSource source = getCacheOperationSource();
        Collection<CacheOperation> declared =
                (source == null) ? null : source.getCacheOperations(method, AopProxyUtils.ultimateTargetClass(target));
        return known.make(declared, invoker, own -> super.execute(own, target, method, args));
    }

    @Override
    protected void doPut(Cache cache, Object key, @Nullable Object value) {
        PlainCalls known = plainCalls;
        if (known == null) {
            super.doPut(cache, key, value);
        } else {
            known.put(cache, key, target -> super.doPut(target, key, value));
        }
    }

    @Override
    protected void doEvict(Cache cache, Object key, boolean immediate) {
        PlainCalls known = plainCalls;
        if (known == null) {
            super.doEvict(cache, key, immediate);
        } else {
            known.evict(cache, key, immediate, () -> super.doEvict(cache, key, immediate));
        }
    }

    @Override
    protected void doClear(Cache cache, boolean immediate) {
        PlainCalls known = plainCalls;
        if (known == null) {
            super.doClear(cache, immediate);
        } else {
            known.clear(cache, immediate, () -> super.doClear(cache, immediate));
        }
    }

    private static boolean declaresKey(BasicOperation operation) {
        return operation instanceof CacheOperation declared
                && (StringUtils.hasText(declared.getKey()) || StringUtils.hasText(declared.getKeyGenerator()));
    }

    private @Nullable Plan plan(Method method, Class<?> targetClass) {
        CacheOperationSource source = getCacheOperationSource();
        if (source instanceof BatchMethodSource planned) {
            return planned.plan(method, targetClass);
        }
        return (source == null)
                ? null
                : BatchMethodReader.plan(source, method, targetClass, MethodCatalogue.conversionsOf(beanFactory));
    }

    private OperationBinding bind(Plan plan, BatchOperation declared) {
        return new Binding(plan, (CacheOperation) declared.source());
    }

    private KeyGenerator keyGenerator(CacheOperation operation) {
        return StringUtils.hasText(operation.getKeyGenerator())
                ? getBean(operation.getKeyGenerator(), KeyGenerator.class)
                : getKeyGenerator();
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

    /** What the application context provides for an operation. */
    private final class Binding implements OperationBinding {

        private final CacheOperation operation;

        private final Method method;

        private final int batchIndex;

        private final boolean seeds;

        private final KeyGenerator keyGenerator;

        private final CacheResolver resolver;

        Binding(Plan plan, CacheOperation operation) {
            this.operation = operation;
            this.method = plan.method().method();
            this.batchIndex = plan.method().parameterIndex();
            this.seeds = plan.method().seeds();
            this.keyGenerator = keyGenerator(operation);
            this.resolver = cacheResolver(operation);
        }

        @Override
        public Collection<? extends Cache> resolveCaches(CallArguments call) {
            return getCaches(
                    new OperationInvocation(operation, call.target(), method, call.expandedArguments()), resolver);
        }

        @Override
        public @Nullable CacheManager cacheManager() {
            return OperationBinding.managerOf(resolver);
        }

        @Override
        public Collection<String> cacheNames() {
            return operation.getCacheNames();
        }

        @Override
        public boolean keysAreDistinct() {
            return GeneratedKeys.areDistinct(keyGenerator);
        }

        @Override
        public boolean keysAreElements() {
            return keysAreDistinct() && keysNeedElementAlone();
        }

        @Override
        public boolean keysNeedElementAlone() {
            return seeds || method.getParameterCount() == (KotlinDetector.isSuspendingFunction(method) ? 2 : 1);
        }

        @Override
        public OperationBinding.ElementKeys keys(CallArguments call) {
            return seeds
                    ? element -> keyGenerator.generate(call.target(), method, new Object[] {element})
                    : new GeneratedKeys(keyGenerator, call.target(), method, call.expandedArguments(), batchIndex);
        }
    }
}
