package io.github.ms100.cacheasmulti.internal.batch;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.cache.internal.ArrayReadableCache;
import io.github.ms100.cacheasmulti.cache.internal.RunningLoad;
import io.github.ms100.cacheasmulti.cache.internal.TransactionAwareCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.interceptor.CacheErrorHandler;

/**
 * Calls caches, and takes their exceptions to the user's error handler: once per failed call, with the user's own
 * cache and exactly the keys that failed; the bare key if it is only one.
 */
public final class GuardedCaches {

    private final CacheErrorHandler errorHandler;

    /** Creates guarded access with a user's error handler. */
    public GuardedCaches(CacheErrorHandler errorHandler) {
        this.errorHandler = errorHandler;
    }

    /** Looks keys up; what could not be read is a miss if the error handler returns. */
    Map<Object, ValueWrapper> get(BatchCache cache, Collection<Object> keys) {
        try {
            return cache.batch().multiGet(keys);
        } catch (PartialBatchException ex) {
            byCause(ex).forEach((cause, failed) -> getFailed(cache, cause, failed));
            return ex.getHits();
        } catch (RuntimeException ex) {
            getFailed(cache, ex, keys);
            return Map.of();
        }
    }

    /**
     * Looks distinct keys up in a cache that can read into an array.
     *
     * @param values filled with {@code miss}
     * @return whether that was possible; if not, nothing has happened
     */
    boolean readInto(BatchCache cache, Object[] keys, @Nullable Object[] values, Object miss) {
        if (!(cache.batch() instanceof ArrayReadableCache readable)) {
            return false;
        }
        try {
            return readable.readInto(keys, values);
        } catch (RuntimeException ex) {
            Arrays.fill(values, miss);
            getFailed(cache, ex, List.of(keys));
            return true;
        }
    }

    /** Stores entries, after the commit if the cache takes part in a transaction. */
    void put(BatchCache cache, Map<Object, @Nullable Object> entries) {
        write(cache, entries.keySet(), batch -> putNow(cache, batch, entries));
    }

    /**
     * Stores entries that were loaded, but for keys that somebody has evicted or put since the load began. As checking
     * and storing are two steps, it checks once more and evicts what has changed in between.
     */
    void putLoaded(BatchCache cache, Map<Object, @Nullable Object> entries, RunningLoad load) {
        Consumer<EnhancedCache> storing = batch -> {
            Map<Object, @Nullable Object> fresh = load.unchanged(cache.source(), entries);
            if (!fresh.isEmpty()) {
                RunningLoad.storing(() -> storeAndCheck(cache, batch, fresh, load));
            }
        };
        if (cache.batch() instanceof TransactionAwareCache transactional) {
            load.hold();
            transactional.afterCommit(() -> storing.accept(transactional.target()), load::close);
        } else {
            storing.accept(cache.batch());
        }
    }

    private void storeAndCheck(
            BatchCache cache, EnhancedCache batch, Map<Object, @Nullable Object> entries, RunningLoad load) {
        try {
            putNow(cache, batch, entries);
        } finally {
            // Also after a failure: part of it may have been stored.
            Collection<Object> stale = load.changed(cache.source(), entries.keySet());
            if (!stale.isEmpty()) {
                evictNow(cache, stale, batch::multiEvict);
            }
        }
    }

    /** Evicts keys, after the commit if the cache takes part in a transaction. */
    void evict(BatchCache cache, Collection<Object> keys) {
        write(cache, keys, batch -> evictNow(cache, keys, batch::multiEvict));
    }

    /** Evicts keys at once, transaction or not. */
    void evictIfPresent(BatchCache cache, Collection<Object> keys) {
        RunningLoad.changing(cache.source(), keys);
        evictNow(cache, keys, cache.batch()::multiEvictIfPresent);
    }

    /** Clears a cache: at once, or after the commit if the cache takes part in a transaction. */
    void clear(BatchCache cache, boolean immediate) {
        if (immediate) {
            RunningLoad.clearing(cache.source());
            clearNow(cache, () -> cache.source().invalidate());
        } else if (cache.batch() instanceof TransactionAwareCache transactional) {
            Runnable notice = RunningLoad.laterChange(cache.source(), null);
            transactional.afterCommit(() -> {
                notice.run();
                clearNow(cache, () -> transactional.decorated().clear());
            });
        } else {
            RunningLoad.clearing(cache.source());
            clearNow(cache, () -> cache.source().clear());
        }
    }

    private void clearNow(BatchCache cache, Runnable clearing) {
        try {
            clearing.run();
        } catch (RuntimeException ex) {
            errorHandler.handleCacheClearError(ex, cache.source());
        }
    }

    // Guarded on both sides of the commit: the error handler hears of a failure after it, too.
    private static void write(BatchCache cache, Collection<Object> keys, Consumer<EnhancedCache> guardedWrite) {
        if (cache.batch() instanceof TransactionAwareCache transactional) {
            Runnable notice = RunningLoad.laterChange(cache.source(), keys);
            transactional.afterCommit(() -> {
                notice.run();
                guardedWrite.accept(transactional.target());
            });
        } else {
            RunningLoad.changing(cache.source(), keys);
            guardedWrite.accept(cache.batch());
        }
    }

    private void putNow(BatchCache cache, EnhancedCache batch, Map<Object, @Nullable Object> entries) {
        try {
            batch.multiPut(entries);
        } catch (PartialBatchException ex) {
            byCause(ex).forEach((cause, failed) -> {
                Map<Object, @Nullable Object> rest = new LinkedHashMap<>(entries);
                rest.keySet().retainAll(failed);
                putFailed(cache, cause, rest);
            });
        } catch (RuntimeException ex) {
            putFailed(cache, ex, entries);
        }
    }

    private void evictNow(BatchCache cache, Collection<Object> keys, Consumer<Collection<Object>> eviction) {
        try {
            eviction.accept(keys);
        } catch (PartialBatchException ex) {
            byCause(ex)
                    .forEach((cause, failed) ->
                            errorHandler.handleCacheEvictError(cause, cache.source(), bareIfSingle(failed)));
        } catch (RuntimeException ex) {
            errorHandler.handleCacheEvictError(ex, cache.source(), bareIfSingle(keys));
        }
    }

    private void getFailed(BatchCache cache, RuntimeException cause, Collection<Object> keys) {
        errorHandler.handleCacheGetError(cause, cache.source(), bareIfSingle(keys));
    }

    private void putFailed(BatchCache cache, RuntimeException cause, Map<Object, @Nullable Object> entries) {
        if (entries.size() == 1) {
            Map.Entry<Object, @Nullable Object> entry =
                    entries.entrySet().iterator().next();
            errorHandler.handleCachePutError(cause, cache.source(), entry.getKey(), entry.getValue());
        } else {
            // Copies: what the handler does to them must not reach the other caches of the operation.
            Map<Object, @Nullable Object> failed = new LinkedHashMap<>(entries);
            errorHandler.handleCachePutError(cause, cache.source(), failed.keySet(), failed);
        }
    }

    private static Object bareIfSingle(Collection<Object> keys) {
        return (keys.size() == 1) ? keys.iterator().next() : new ArrayList<>(keys);
    }

    private static Map<RuntimeException, Collection<Object>> byCause(PartialBatchException ex) {
        Map<RuntimeException, Collection<Object>> keys = new LinkedHashMap<>();
        ex.getFailures().forEach((key, cause) -> keys.computeIfAbsent(cause, any -> new LinkedHashSet<>())
                .add(key));
        return keys;
    }
}
