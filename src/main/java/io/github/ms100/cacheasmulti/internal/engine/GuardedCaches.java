package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.internal.change.CurrentTransaction;
import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.store.ArrayReadableCache;
import io.github.ms100.cacheasmulti.internal.store.OrderedCache;
import io.github.ms100.cacheasmulti.internal.store.TransactionAwareCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.util.CollectionUtils;

/**
 * Calls caches, and takes their exceptions to the user's error handler: once per failed call, with the user's own
 * cache and exactly the keys that failed; the bare key if it is only one (S22, S23, S24, S27).
 */
public final class GuardedCaches {

    private final CacheErrorHandler errorHandler;

    private final CoolDown coolDown;

    /** Creates guarded access with a user's error handler, which spares caches that cannot be reached. */
    public GuardedCaches(CacheErrorHandler errorHandler, CoolDown coolDown) {
        this.errorHandler = errorHandler;
        this.coolDown = coolDown;
    }

    /** Looks keys up; what could not be read is a miss if the error handler returns. */
    Map<Object, ValueWrapper> get(BatchCache cache, Collection<Object> keys) {
        try (CoolDown.Permission permission = coolDown.ask(cache.source())) {
            return permission.isGranted() ? watch(cache, () -> cache.batch().multiGet(keys)) : Map.of();
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
        if (!(cache.batch() instanceof ArrayReadableCache readable) || !readable.isArrayReadable()) {
            return false;
        }
        try (CoolDown.Permission permission = coolDown.ask(cache.source())) {
            if (permission.isGranted()) {
                watch(cache, () -> readable.readInto(keys, values));
            }
        } catch (PartialBatchException ex) {
            byCause(ex).forEach((cause, failed) -> getFailed(cache, cause, failed));
        } catch (RuntimeException ex) {
            Arrays.fill(values, miss);
            getFailed(cache, ex, List.of(keys));
        }
        return true;
    }

    /**
     * Stores entries, after the commit if the cache takes part in a transaction. Always tried, as evicts are: what the
     * cache holds is wrong from now on.
     */
    void put(BatchCache cache, Map<Object, @Nullable Object> entries) {
        write(cache, entries.keySet(), batch -> putNow(cache, entries, batch::multiPut));
    }

    /**
     * Stores what was missing and has been loaded, but for keys that somebody has evicted or put since the load began,
     * after the commit if the cache takes part in a transaction. Left out while the cache is spared: whatever it holds
     * then has not become wrong by this call.
     */
    void fill(BatchCache cache, Map<Object, @Nullable Object> entries, RunningLoad load) {
        store(cache, load, batch -> {
            try (CoolDown.Permission permission = coolDown.ask(cache.source())) {
                if (permission.isGranted()) {
                    storeUnchanged(cache, batch, entries, load);
                }
            }
        });
    }

    /** As {@link #fill}, but always tried: what the cache holds may be older. */
    void refresh(BatchCache cache, Map<Object, @Nullable Object> entries, RunningLoad load) {
        store(cache, load, batch -> storeUnchanged(cache, batch, entries, load));
    }

    private static void store(BatchCache cache, RunningLoad load, Consumer<EnhancedCache> storing) {
        if (!(cache.batch() instanceof TransactionAwareCache transactional)) {
            storing.accept(cache.batch());
        } else if (CurrentTransaction.isActive()) {
            CurrentTransaction.afterCommit(() -> storing.accept(transactional.target()), load.hold());
        } else {
            storing.accept(transactional.target());
        }
    }

    // As checking and storing are two steps, it checks once more and evicts what has changed in between.
    private void storeUnchanged(
            BatchCache cache, EnhancedCache batch, Map<Object, @Nullable Object> entries, RunningLoad load) {
        Map<Object, @Nullable Object> fresh = load.unchanged(cache.entries(), entries);
        if (fresh.isEmpty()) {
            return;
        }
        try {
            putNow(cache, fresh, map -> storing(cache, fresh, () -> batch.multiPut(map)));
        } finally {
            // Also after a failure: part of it may have been stored.
            if (batch == cache.batch() && cache.waitsForCommit() && CurrentTransaction.isActive()) {
                // It puts the store off by itself, but not the eviction.
                CurrentTransaction.afterCommit(
                        () -> evictChanged(cache, fresh, load, batch::multiEvictIfPresent), load.hold());
            } else {
                evictChanged(cache, fresh, load, batch::multiEvict);
            }
        }
    }

    private void evictChanged(
            BatchCache cache,
            Map<Object, @Nullable Object> stored,
            RunningLoad load,
            Consumer<Collection<Object>> eviction) {
        Collection<Object> stale = load.changed(cache.entries(), stored.keySet());
        if (!stale.isEmpty()) {
            evictNow(cache, stale, keys -> storing(cache, stored, () -> eviction.accept(keys)));
        }
    }

    private static void storing(BatchCache cache, Map<Object, @Nullable Object> entries, Runnable store) {
        RunningLoad.storing(cache.entries(), entries.keySet(), store);
    }

    /** Evicts keys, after the commit if the cache takes part in a transaction. */
    void evict(BatchCache cache, Collection<Object> keys) {
        write(cache, keys, batch -> evictNow(cache, keys, batch::multiEvict));
    }

    /** Evicts keys at once, transaction or not. */
    void evictIfPresent(BatchCache cache, Collection<Object> keys) {
        cache.announce(keys, true);
        evictNow(cache, keys, cache.batch()::multiEvictIfPresent);
    }

    /** Clears a cache: at once, or after the commit if the cache takes part in a transaction. */
    void clear(BatchCache cache, boolean immediate) {
        cache.announceClear(immediate);
        if (immediate) {
            clearNow(cache, () -> cache.source().invalidate());
            return;
        }
        if (cache.batch() instanceof TransactionAwareCache transactional) {
            CurrentTransaction.afterCommit(
                    () -> clearNow(cache, () -> transactional.decorated().clear()));
        } else {
            clearNow(cache, () -> cache.source().clear());
        }
    }

    private void clearNow(BatchCache cache, Runnable clearing) {
        EnhancedCache store =
                (cache.batch() instanceof TransactionAwareCache transactional) ? transactional.target() : cache.batch();
        try {
            watch(cache, () -> {
                if (store instanceof OrderedCache ordered) {
                    ordered.awaitSingleWrites();
                }
                clearing.run();
            });
        } catch (RuntimeException ex) {
            errorHandler.handleCacheClearError(ex, cache.source());
        }
    }

    // Guarded on both sides of the commit: the error handler hears of a failure after it, too.
    private static void write(BatchCache cache, Collection<Object> keys, Consumer<EnhancedCache> guardedWrite) {
        cache.announce(keys, false);
        if (cache.batch() instanceof TransactionAwareCache transactional) {
            CurrentTransaction.afterCommit(() -> guardedWrite.accept(transactional.target()));
        } else {
            guardedWrite.accept(cache.batch());
        }
    }

    private void putNow(
            BatchCache cache, Map<Object, @Nullable Object> entries, Consumer<Map<Object, @Nullable Object>> put) {
        try {
            watch(cache, () -> put.accept(entries));
        } catch (PartialBatchException ex) {
            byCause(ex).forEach((cause, failed) -> {
                Map<Object, @Nullable Object> rest = CollectionUtils.newLinkedHashMap(failed.size());
                failed.stream().filter(entries::containsKey).forEach(key -> rest.put(key, entries.get(key)));
                putFailed(cache, cause, rest);
            });
        } catch (RuntimeException ex) {
            putFailed(cache, ex, entries);
        }
    }

    private void evictNow(BatchCache cache, Collection<Object> keys, Consumer<Collection<Object>> eviction) {
        try {
            watch(cache, () -> eviction.accept(keys));
        } catch (PartialBatchException ex) {
            byCause(ex)
                    .forEach((cause, failed) ->
                            errorHandler.handleCacheEvictError(cause, cache.source(), bareIfSingle(failed)));
        } catch (RuntimeException ex) {
            errorHandler.handleCacheEvictError(ex, cache.source(), bareIfSingle(keys));
        }
    }

    private void watch(BatchCache cache, Runnable call) {
        watch(cache, () -> {
            call.run();
            return true;
        });
    }

    private <T> T watch(BatchCache cache, Supplier<T> call) {
        T result;
        try {
            result = call.get();
        } catch (RuntimeException | Error ex) {
            coolDown.failed(cache.source(), ex);
            throw ex;
        }
        coolDown.answered(cache.source());
        return result;
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
