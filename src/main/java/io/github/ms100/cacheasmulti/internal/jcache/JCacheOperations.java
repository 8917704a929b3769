package io.github.ms100.cacheasmulti.internal.jcache;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Expressions;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Timing;
import java.util.List;
import java.util.function.Predicate;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.jcache.interceptor.JCacheOperation;
import org.springframework.util.ExceptionTypeFilter;
import org.springframework.util.StringUtils;

/** Turns JSR-107 operations into those of the operation model, and checks what only they can get wrong (J1). */
final class JCacheOperations {

    private JCacheOperations() {}

    /** Returns an operation of the model, or {@code null} if this one is about no single element. */
    static @Nullable BatchOperation toModel(JCacheOperation<?> operation) {
        Object annotation = operation.getCacheAnnotation();
        if (annotation instanceof CacheResult result) {
            Predicate<Throwable> cachedExceptions = StringUtils.hasText(result.exceptionCacheName())
                    ? matching(result.cachedExceptions(), result.nonCachedExceptions())
                    : null;
            return new BatchOperation.Read(operation, Expressions.NONE, result.skipGet(), cachedExceptions, false);
        }
        if (annotation instanceof CachePut put) {
            return new BatchOperation.ArgumentWrite(
                    operation, new Timing(!put.afterInvocation(), matching(put.cacheFor(), put.noCacheFor())));
        }
        if (annotation instanceof CacheRemove remove) {
            Timing timing = new Timing(!remove.afterInvocation(), matching(remove.evictFor(), remove.noEvictFor()));
            return new BatchOperation.Evict(operation, Expressions.NONE, false, timing);
        }
        return null;
    }

    /** Returns whether a type is included, or none is, and is not excluded: as Spring judges these attributes. */
    private static Predicate<Throwable> matching(
            Class<? extends Throwable>[] included, Class<? extends Throwable>[] excluded) {
        ExceptionTypeFilter filter = new ExceptionTypeFilter(List.of(included), List.of(excluded), true);
        return failure -> filter.match(failure.getClass());
    }

    /**
     * Checks the roles of the parameters.
     *
     * @throws io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException if a batch cannot have them
     */
    static void check(BatchMethod method) {
        int batchIndex = method.parameterIndex();
        if (!KeyParameters.of(method.method(), batchIndex).includeElement()) {
            throw method.invalid(
                    "has a @CacheKey on another parameter only, so its key would be the same for all elements",
                    "Put @CacheKey on the @CacheAsMulti parameter, too.");
        }
        if (method.storesArgument() && !KeyParameters.has(method.method(), batchIndex, CacheValue.class)) {
            throw method.invalid(
                    "is a @CachePut whose values are in another parameter, the one with @CacheValue",
                    "Make them one parameter: @CacheAsMulti @CacheValue on a Map from element to value.");
        }
    }
}
