package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.change.AfterCommit;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.flight.Claims;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import io.github.ms100.cacheasmulti.internal.later.CallThreads;
import io.github.ms100.cacheasmulti.internal.later.Surroundings;
import io.github.ms100.cacheasmulti.internal.store.Stores;
import io.github.ms100.cacheasmulti.support.SingleFlightSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheErrorHandler;

/**
 * What all calls of an application share: its stores, the feed of their changes, the loads under way, and who listens.
 * Thread-safe.
 *
 * @param stores how caches are seen
 * @param feed where changes of caches are told
 * @param flights where calls learn of each other's loads
 * @param singleFlight which loads are shared, and how long they are waited for
 * @param listener is told what happens
 * @param threads where calls go on whose results come later
 */
public record BatchEngine(
        Stores stores,
        ChangeFeed feed,
        Flights flights,
        SingleFlightSettings singleFlight,
        BatchListener listener,
        CallThreads threads) {

    /** Returns access to caches that reports to an error handler and spares what cannot be reached. */
    public Guard guard(CacheErrorHandler errorHandler, CoolDown coolDown) {
        return new Guard(errorHandler, coolDown, listener);
    }

    /**
     * Returns what makes the caches of an operation, call by call.
     *
     * @param from the manager that gives them all; {@code null} if that is not known
     */
    public CallCache.Factory caches(@Nullable CacheManager from) {
        return new CallCache.Factory(stores, feed, from, null);
    }

    /**
     * As {@link #caches(CacheManager)}, for calls for which values of another type are none (P3).
     *
     * @param type of the values
     */
    public CallCache.Factory caches(@Nullable CacheManager from, Class<?> type) {
        return new CallCache.Factory(stores, feed, from, type);
    }

    /**
     * Returns access to one cache outside of any call.
     *
     * @param from the manager that has given it; {@code null} if that is not known
     */
    public CacheAccess access(Cache cache, @Nullable CacheManager from) {
        return new CacheAccess(caches(from).of(List.of(cache)).get(0), listener);
    }

    /** Returns what an asynchronous call takes along that is made now, in this thread. */
    public LaterScope scope() {
        return new LaterScope(threads, Surroundings.captured(), AfterCommit.outcome());
    }

    /**
     * Returns how the elements of a method are loaded.
     *
     * @param maxLoadSize how many elements it may be asked for at once; zero means any number
     * @param sync whether its loads are shared, whatever the settings say
     * @param later whether its results come later
     */
    public Loading loading(int maxLoadSize, boolean sync, boolean later) {
        Flights shared = (sync || singleFlight.always()) ? flights : null;
        Duration limit = singleFlight.waitLimit();
        return new Loading(
                maxLoadSize, feed.loads(), shared, (limit == null && later) ? Claims.USUAL_LATER_LIMIT : limit, later);
    }
}
