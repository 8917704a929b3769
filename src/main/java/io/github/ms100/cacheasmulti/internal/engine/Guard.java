package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.util.CollectionUtils;

/**
 * The only class of the engine that calls a cache. It takes exceptions to the user's error handler, once per failed call, with the
 * user's own cache and exactly the keys that failed, the bare key if it is only one (S22, S23, S24); spares caches that
 * cannot be reached (S28); and measures, if anybody listens. Thread-safe.
 */
public final class Guard {

    private final CacheErrorHandler errorHandler;

    private final CoolDown coolDown;

    private final BatchListener listener;

    /**
     * Creates guarded access.
     *
     * @param errorHandler the user's
     * @param coolDown knows which caches to spare
     * @param listener is told what has been done; {@link BatchListener#NO_OP} costs nothing
     */
    public Guard(CacheErrorHandler errorHandler, CoolDown coolDown, BatchListener listener) {
        this.errorHandler = errorHandler;
        this.coolDown = coolDown;
        this.listener = listener;
    }

    /**
     * Looks distinct keys up; what could not be read is a miss if the error handler returns.
     *
     * @param values filled with {@link Values#MISS}; takes what is cached
     * @param again whether the keys have been looked up before
     */
    void read(BatchCache cache, Object[] keys, @Nullable Object[] values, boolean again) {
        long start = start();
        boolean bypassed;
        RuntimeException failure = null;
        try (CoolDown.@Nullable Permission permission = permission(cache)) {
            bypassed = permission != null && !permission.isGranted();
            // As attempt does, but for a hit there should be little on the way.
            if (bypassed) {
                cache.view().readWithoutServer(keys, values);
            } else {
                try {
                    cache.view().read(keys, values);
                    answered(cache);
                } catch (RuntimeException ex) {
                    failed(cache, ex);
                    failure = ex;
                } catch (Error ex) {
                    failed(cache, ex);
                    throw ex;
                }
            }
        }
        if (failure != null && !(failure instanceof PartialBatchException)) {
            Arrays.fill(values, Values.MISS);
        }
        if (listener != BatchListener.NO_OP) {
            int hits = hits(values);
            int failures = Math.min(failed(failure, keys.length), keys.length - hits);
            boolean looped = cache.view().isLooped();
            listener.onLookup(new BatchListener.Lookup(
                    cache.source(), keys.length, hits, failures, bypassed, again, looped, since(start)));
        }
        if (failure != null) {
            report(
                    failure,
                    keys,
                    (cause, failed) -> errorHandler.handleCacheGetError(cause, cache.source(), bareIfSingle(failed)));
        }
    }

    private static int hits(@Nullable Object[] values) {
        int hits = 0;
        for (Object value : values) {
            hits += (value == Values.MISS) ? 0 : 1;
        }
        return hits;
    }

    /** Returns whether a cache may be called, to be closed; {@code null} if no cache is ever spared. */
    private CoolDown.@Nullable Permission permission(BatchCache cache) {
        return (coolDown == CoolDown.NONE) ? null : coolDown.ask(cache.source());
    }

    /** Returns whether a cache may be called; to be closed. */
    CoolDown.Permission ask(BatchCache cache) {
        return coolDown.ask(cache.source());
    }

    /**
     * Stores entries.
     *
     * @param asked how many were to be stored; the rest has been refused
     * @param load what they have been loaded by, so that to store them is no change; {@code null} if they have not
     */
    void write(BatchCache cache, KeyedValues entries, int asked, @Nullable RunningLoad load) {
        Object[] keys = entries.keys();
        long start = start();
        Runnable writing = () -> cache.view().write(keys, entries.values());
        RuntimeException failure = attempt(
                cache,
                (load == null)
                        ? writing
                        : () -> CallScope.storing(cache.entries(), Arrays.asList(keys), load.begun(), writing));
        if (listener != BatchListener.NO_OP) {
            listener.onStore(new BatchListener.Store(
                    cache.source(),
                    asked,
                    asked - keys.length,
                    failed(failure, keys.length),
                    cache.view().isLooped(),
                    since(start)));
        }
        if (failure != null) {
            Map<Object, @Nullable Object> all = entries.toMap();
            report(failure, keys, (cause, failed) -> putFailed(cache, cause, failed, all));
        }
    }

    /**
     * Evicts keys.
     *
     * @param now whether at once, else as the cache does that
     * @param loaded whether they have just been loaded and stored, so that to evict them is no change
     */
    void evict(BatchCache cache, Object[] keys, boolean now, boolean loaded) {
        long start = start();
        Runnable eviction =
                now ? () -> cache.view().evictNow(keys) : () -> cache.view().evict(keys);
        RuntimeException failure = attempt(
                cache, loaded ? () -> CallScope.storing(cache.entries(), Arrays.asList(keys), eviction) : eviction);
        if (listener != BatchListener.NO_OP) {
            listener.onEvict(new BatchListener.Evict(
                    cache.source(),
                    keys.length,
                    failed(failure, keys.length),
                    cache.view().isLooped(),
                    since(start)));
        }
        report(
                failure,
                keys,
                (cause, failed) -> errorHandler.handleCacheEvictError(cause, cache.source(), bareIfSingle(failed)));
    }

    /** Clears a cache, {@code now} or as the cache does that. */
    void clear(BatchCache cache, boolean now) {
        long start = start();
        RuntimeException failure = attempt(cache, now ? cache.view()::clearNow : cache.view()::clear);
        if (listener != BatchListener.NO_OP) {
            listener.onClear(new BatchListener.Clear(cache.source(), failure, since(start)));
        }
        if (failure != null) {
            errorHandler.handleCacheClearError(failure, cache.source());
        }
    }

    private @Nullable RuntimeException attempt(BatchCache cache, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException ex) {
            failed(cache, ex);
            return ex;
        } catch (Error ex) {
            failed(cache, ex);
            throw ex;
        }
        answered(cache);
        return null;
    }

    private void answered(BatchCache cache) {
        if (coolDown == CoolDown.NONE) {
            return;
        }
        tell(coolDown.answered(cache.source()), cache);
    }

    private void failed(BatchCache cache, Throwable failure) {
        if (listener != BatchListener.NO_OP) {
            listener.onFailure(new BatchListener.Failure(cache.source(), failure));
        }
        tell(coolDown.failed(cache.source(), failure), cache);
    }

    private void tell(CoolDown.Transition transition, BatchCache cache) {
        switch (transition) {
            case OPENED -> listener.onCoolDownOpened(cache.source());
            case CLOSED -> listener.onCoolDownClosed(cache.source());
            case NONE -> {}
        }
    }

    private void putFailed(
            BatchCache cache, RuntimeException cause, Collection<Object> keys, Map<Object, @Nullable Object> all) {
        // A map of its own: what the handler does to it must not reach the other caches of the operation.
        Map<Object, @Nullable Object> failed = CollectionUtils.newLinkedHashMap(keys.size());
        keys.stream().filter(all::containsKey).forEach(key -> failed.put(key, all.get(key)));
        if (failed.size() == 1) {
            failed.forEach((key, value) -> errorHandler.handleCachePutError(cause, cache.source(), key, value));
        } else {
            errorHandler.handleCachePutError(cause, cache.source(), failed.keySet(), failed);
        }
    }

    private static void report(
            @Nullable RuntimeException failure,
            Object[] keys,
            BiConsumer<RuntimeException, Collection<Object>> handler) {
        if (failure instanceof PartialBatchException partial) {
            Map<RuntimeException, Collection<Object>> byCause = new LinkedHashMap<>();
            partial.getFailures().forEach((key, cause) -> byCause.computeIfAbsent(cause, any -> new ArrayList<>())
                    .add(key));
            byCause.forEach(handler);
        } else if (failure != null) {
            handler.accept(failure, new ArrayList<>(Arrays.asList(keys)));
        }
    }

    private static Object bareIfSingle(Collection<Object> keys) {
        return (keys.size() == 1) ? keys.iterator().next() : keys;
    }

    private static int failed(@Nullable RuntimeException failure, int all) {
        return (failure instanceof PartialBatchException partial)
                ? Math.min(partial.getFailures().size(), all)
                : (failure == null) ? 0 : all;
    }

    /** Takes notice that entries are not stored. */
    void refuse(BatchCache cache, int entries) {
        if (listener != BatchListener.NO_OP && entries > 0) {
            listener.onStore(new BatchListener.Store(
                    cache.source(), entries, entries, 0, cache.view().isLooped(), Duration.ZERO));
        }
    }

    private long start() {
        return (listener == BatchListener.NO_OP) ? 0 : System.nanoTime();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
