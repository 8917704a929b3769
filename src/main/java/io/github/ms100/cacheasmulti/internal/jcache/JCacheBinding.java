package io.github.ms100.cacheasmulti.internal.jcache;

import io.github.ms100.cacheasmulti.internal.call.CallArguments;
import io.github.ms100.cacheasmulti.internal.call.GeneratedKeys;
import io.github.ms100.cacheasmulti.internal.call.OperationBinding;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.List;
import javax.cache.annotation.CacheKeyGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.jcache.interceptor.JCacheOperation;
import org.springframework.util.CollectionUtils;

/** What the application context provides for a JSR-107 operation (J1). */
final class JCacheBinding<A extends Annotation> implements OperationBinding {

    private final JCacheOperation<A> operation;

    private final MethodPlan plan;

    private final KeyParameters keyParameters;

    private final KeyGenerator keyGenerator;

    /** Makes keys in place of {@link #keyGenerator}; {@code null} if there is none. */
    private final @Nullable CacheKeyGenerator cacheKeyGenerator;

    /** Resolves the cache for exceptions; {@code null} if they are not cached. */
    private final @Nullable CacheResolver exceptionCaches;

    JCacheBinding(JCacheOperation<A> operation, MethodPlan plan, BatchJCacheOperationSource source) {
        Class<?> targetClass = plan.method().targetClass();
        this.operation = operation;
        this.plan = plan;
        this.keyParameters =
                KeyParameters.of(operation.getMethod(), plan.method().parameterIndex());
        this.keyGenerator = source.getKeyGenerator();
        this.cacheKeyGenerator = source.cacheKeyGenerator(operation, targetClass);
        this.exceptionCaches = source.exceptionCacheResolver(operation, targetClass);
    }

    @Override
    public OperationBinding.ElementKeys keys(CallArguments call) {
        return (cacheKeyGenerator == null)
                ? new GeneratedKeys(
                        keyGenerator,
                        call.target(),
                        operation.getMethod(),
                        keyParameters.generatorArguments(call.arguments()),
                        keyParameters.indexOfElement())
                : new CacheKeyGeneratorKeys<>(cacheKeyGenerator, operation, keyParameters, plan, call);
    }

    @Override
    public boolean keysAreDistinct() {
        return cacheKeyGenerator == null && GeneratedKeys.areDistinct(keyGenerator);
    }

    @Override
    public boolean keysAreElements() {
        return keysAreDistinct() && keyParameters.areElementsAlone();
    }

    /** A {@link CacheKeyGenerator} is told of all arguments. */
    @Override
    public boolean keysNeedElementAlone() {
        return (cacheKeyGenerator == null)
                ? keyParameters.areElementsAlone()
                : operation.getMethod().getParameterCount() == 1;
    }

    @Override
    public Collection<? extends Cache> resolveCaches(CallArguments call) {
        Cache cache = single(operation.getCacheResolver(), call);
        if (cache == null) {
            throw new IllegalStateException(
                    "No cache was resolved for %s: JSR-107 needs one. Let the CacheResolver return it."
                            .formatted(operation));
        }
        return List.of(cache);
    }

    @Override
    public @Nullable CacheManager cacheManager() {
        return OperationBinding.managerOf(operation.getCacheResolver());
    }

    @Override
    public Collection<String> cacheNames() {
        return operation.getCacheNames();
    }

    @Override
    public @Nullable Cache resolveExceptionCache(CallArguments call) {
        return (exceptionCaches == null) ? null : single(exceptionCaches, call);
    }

    private @Nullable Cache single(CacheResolver resolver, CallArguments call) {
        JCacheInvocation<A> invocation = new JCacheInvocation<>(
                operation, call.target(), call.arguments(), operation.getAllParameters(call.arguments()));
        Collection<? extends Cache> caches = resolver.resolveCaches(invocation);
        // As Spring does, takes null from a resolver for no cache.
        if (CollectionUtils.isEmpty(caches)) {
            return null;
        }
        if (caches.size() > 1) {
            throw new IllegalStateException(
                    "Caches %s were resolved for %s: JSR-107 knows only one per operation. Let the CacheResolver return that."
                            .formatted(caches.stream().map(Cache::getName).toList(), operation));
        }
        return caches.iterator().next();
    }
}
