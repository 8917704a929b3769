package io.github.ms100.cacheasmulti.jcache.interceptor.internal;

import io.github.ms100.cacheasmulti.internal.invocation.KeyGeneration;
import io.github.ms100.cacheasmulti.internal.invocation.OperationBinding;
import io.github.ms100.cacheasmulti.internal.operation.BatchMethod;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.List;
import javax.cache.annotation.CacheKeyGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.jcache.interceptor.JCacheOperation;
import org.springframework.util.CollectionUtils;

/**
 * What the application context provides for a JSR-107 operation.
 *
 * @param operation the operation
 * @param exceptionCaches resolves the cache for exceptions; {@code null} if they are not cached
 * @param keyGeneration how keys are made
 */
record JCacheBinding<A extends Annotation>(
        JCacheOperation<A> operation, @Nullable CacheResolver exceptionCaches, KeyGeneration keyGeneration)
        implements OperationBinding {

    static OperationBinding of(JCacheOperation<?> operation, BatchMethod method, BatchJCacheOperationSource source) {
        KeyParameters keys = KeyParameters.of(operation.getMethod(), method.parameterIndex());
        CacheKeyGenerator own = source.cacheKeyGenerator(operation, method.targetClass());
        KeyGeneration keyGeneration = (own == null)
                ? new KeyGeneration(source.getKeyGenerator(), keys::select, keys.indexOfElement())
                : ElementKeyGenerator.generation(own, operation, method, keys);
        return new JCacheBinding<>(
                operation, source.exceptionCacheResolver(operation, method.targetClass()), keyGeneration);
    }

    @Override
    public Collection<? extends Cache> resolveCaches(Object target, @Nullable Object[] arguments) {
        Cache cache = single(operation.getCacheResolver(), target, arguments);
        if (cache == null) {
            throw new IllegalStateException(
                    "No cache was resolved for %s: JSR-107 needs one. Let the CacheResolver return it."
                            .formatted(operation));
        }
        return List.of(cache);
    }

    @Override
    public @Nullable Cache resolveExceptionCache(Object target, @Nullable Object[] arguments) {
        return (exceptionCaches == null) ? null : single(exceptionCaches, target, arguments);
    }

    private @Nullable Cache single(CacheResolver resolver, Object target, @Nullable Object[] arguments) {
        CallContext<A> call = new CallContext<>(operation, target, arguments, operation.getAllParameters(arguments));
        Collection<? extends Cache> caches = resolver.resolveCaches(call);
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
