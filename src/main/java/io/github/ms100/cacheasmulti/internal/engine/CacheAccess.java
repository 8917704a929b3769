package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;

/**
 * One cache, for whoever wants to see what is in it, or to take something out, outside of any call of a method. The cache is
 * asked even while calls spare it. Thread-safe.
 */
public final class CacheAccess {

    private final CallCache cache;

    private final BatchListener listener;

    CacheAccess(CallCache cache, BatchListener listener) {
        this.cache = cache;
        this.listener = listener;
    }

    /** Returns how it keeps its entries, and which keys it has. */
    public StoreView view() {
        return cache.view();
    }

    /** Looks distinct keys up, in one batch, as a method would; nobody is told of it. */
    public Found lookUp(Object[] keys) {
        Guard guard = new Guard(new LetsReadsPass(), CoolDown.NONE, BatchListener.NO_OP).remembering();
        @Nullable Object[] values = new CacheCalls(cache, guard).read(keys);
        Map<Object, @Nullable Object> hits = new LinkedHashMap<>();
        Map<Object, RuntimeException> failures = new LinkedHashMap<>();
        for (int i = 0; i < keys.length; i++) {
            RuntimeException failure = guard.unread(keys[i]);
            if (failure != null) {
                failures.put(keys[i], failure);
            } else if (values[i] != BatchExecution.UNKNOWN) {
                hits.put(keys[i], values[i]);
            }
        }
        return new Found(hits, failures);
    }

    /**
     * Evicts distinct keys, in one batch, as a method would: loads that are under way store nothing of them, and other nodes are told.
     *
     * @throws RuntimeException what the cache throws
     */
    public void evict(Object[] keys) {
        calls().evict(keys);
    }

    /**
     * Clears the cache, as a method would.
     *
     * @throws RuntimeException what the cache throws
     */
    public void clear() {
        calls().clear();
    }

    private CacheCalls calls() {
        return new CacheCalls(cache, new Guard(new SimpleCacheErrorHandler(), CoolDown.NONE, listener));
    }

    /**
     * What keys were found.
     *
     * @param hits the values of those that are there; {@code null} for a cached {@code null}
     * @param failures those that could not be read, and why
     */
    public record Found(Map<Object, @Nullable Object> hits, Map<Object, RuntimeException> failures) {}

    /** Whoever looks hears of what could not be read. */
    private static final class LetsReadsPass extends SimpleCacheErrorHandler {

        @Override
        public void handleCacheGetError(RuntimeException failure, Cache source, Object key) {}
    }
}
