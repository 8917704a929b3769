package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.internal.change.Loaded;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.CacheErrorHandler;

/**
 * Calls caches for calls that wait; with {@link LaterGuard} the only class of the engine that does. It takes exceptions to the user's
 * error handler, once per failed call, with the user's own cache and exactly the keys that failed (S22, S23, S24); spares caches that
 * cannot be reached (S28); and measures, if anybody listens. Thread-safe.
 */
public final class Guard {

    private final Outcomes outcomes;

    /**
     * Creates guarded access.
     *
     * @param errorHandler the user's
     * @param coolDown knows which caches to spare
     * @param listener is told what has been done; {@link BatchListener#NO_OP} costs nothing
     */
    public Guard(CacheErrorHandler errorHandler, CoolDown coolDown, BatchListener listener) {
        this.outcomes = new Outcomes(errorHandler, coolDown, listener, null);
    }

    private Guard(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    /** Returns the same access for one call, which remembers the keys that could not be read where the error handler lets that pass. */
    public Guard remembering() {
        return new Guard(new Outcomes(
                outcomes.errorHandler(), outcomes.coolDown(), outcomes.listener(), new ConcurrentHashMap<>()));
    }

    /** Returns whether it remembers any key that could not be read. */
    public boolean remembersUnread() {
        Map<Object, RuntimeException> unread = outcomes.unread();
        return unread != null && !unread.isEmpty();
    }

    /** Returns why a key could not be read; {@code null} if it could, or that is not remembered. */
    public @Nullable RuntimeException unread(Object key) {
        Map<Object, RuntimeException> unread = outcomes.unread();
        return (unread == null) ? null : unread.get(key);
    }

    /** Returns what is made of the outcomes of calls. */
    Outcomes outcomes() {
        return outcomes;
    }

    /**
     * Looks distinct keys up; what could not be read is a miss if the error handler returns.
     *
     * @param values filled with {@link Values#MISS}; takes what is cached
     * @param again whether the keys have been looked up before
     */
    void read(CallCache cache, Object[] keys, @Nullable Object[] values, boolean again) {
        long start = outcomes.start();
        boolean bypassed;
        RuntimeException failure = null;
        try (CoolDown.@Nullable Permission permission = outcomes.permission(cache)) {
            bypassed = permission != null && !permission.isGranted();
            // As attempt does, but for a hit there should be little on the way.
            if (bypassed) {
                cache.view().readWithoutServer(keys, values);
            } else {
                try {
                    cache.view().read(keys, values);
                    outcomes.answered(cache);
                } catch (RuntimeException ex) {
                    outcomes.failed(cache, ex);
                    failure = ex;
                } catch (Error ex) {
                    outcomes.failed(cache, ex);
                    throw ex;
                }
            }
        }
        failure = Outcomes.checked(cache, keys, values, failure);
        if (failure != null || outcomes.areHeard()) {
            outcomes.lookedUp(cache, keys, values, new Outcomes.Lookup(again, bypassed, failure, start));
        }
    }

    /**
     * Writes entries of a change.
     *
     * @param left those that have not been refused
     */
    void write(Change.Write change, KeyedValues left) {
        CallCache cache = change.cache();
        Object[] keys = left.keys();
        long start = outcomes.start();
        RuntimeException failure = attempt(
                cache, storing(cache, keys, change.loaded(), () -> cache.view().write(keys, left.values())));
        outcomes.stored(cache, left, new Outcomes.Store(change.entries().size(), failure, start));
    }

    /**
     * Evicts keys.
     *
     * @param now whether at once, else as the cache does that
     * @param loaded as {@link Change.Write#loaded}, if they have just been stored: to evict them is no change, either
     */
    void evict(CallCache cache, Object[] keys, boolean now, @Nullable Loaded loaded) {
        long start = outcomes.start();
        Runnable eviction =
                now ? () -> cache.view().evictNow(keys) : () -> cache.view().evict(keys);
        RuntimeException failure = attempt(cache, storing(cache, keys, loaded, eviction));
        outcomes.evicted(cache, keys, failure, start);
    }

    private static Runnable storing(CallCache cache, Object[] keys, @Nullable Loaded loaded, Runnable call) {
        return (loaded == null) ? call : () -> CallScope.storing(cache.entries(), Arrays.asList(keys), loaded, call);
    }

    /** Clears a cache, {@code now} or as the cache does that. */
    void clear(CallCache cache, boolean now) {
        long start = outcomes.start();
        RuntimeException failure = attempt(cache, now ? cache.view()::clearNow : cache.view()::clear);
        outcomes.cleared(cache, failure, start);
    }

    private @Nullable RuntimeException attempt(CallCache cache, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException ex) {
            outcomes.failed(cache, ex);
            return ex;
        } catch (Error ex) {
            outcomes.failed(cache, ex);
            throw ex;
        }
        outcomes.answered(cache);
        return null;
    }
}
