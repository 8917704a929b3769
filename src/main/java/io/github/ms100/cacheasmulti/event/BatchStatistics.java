package io.github.ms100.cacheasmulti.event;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;

/**
 * What batch methods have done in an interval, and since the start. A bean of type {@code Consumer<BatchStatistics>} gets it in
 * place of the log, from a thread of the library, one at a time. Never modified.
 *
 * <p>Methods and caches that have done nothing in the interval are left out, of both.
 *
 * @param interval since the statistics before
 * @param total since the start
 * @since 2.0.0
 */
public record BatchStatistics(Period interval, Period total) {

    /**
     * What has been done in some time.
     *
     * @param time how long that was
     * @param methods ordered by name
     * @param caches ordered by name and manager
     */
    public record Period(Duration time, List<OfMethod> methods, List<OfCache> caches) {}

    /**
     * What one batch method has done.
     *
     * @param method the method, as the class of its bean has it
     * @param calls how often it was called
     * @param elements with how many elements in all, duplicates being one
     * @param medianSize with how many at most in half of the calls: exact up to 16, above that up to an eighth too large
     * @param maximumSize with how many at most in any
     * @param loads how often its code has run
     * @param failedLoads how many of these runs have failed
     * @param found for how many elements they returned something
     * @param missing for how many elements they returned nothing
     * @param loadTime how long they took, together
     * @param longestLoad how long the longest took
     * @param waits how many calls have waited for others
     * @param coalesced how many elements were taken from what others have loaded
     */
    public record OfMethod(
            Method method,
            long calls,
            long elements,
            long medianSize,
            long maximumSize,
            long loads,
            long failedLoads,
            long found,
            long missing,
            Duration loadTime,
            Duration longestLoad,
            long waits,
            long coalesced) {}

    /**
     * What batches have done with one cache.
     *
     * @param manager the name of the bean that gives it; empty if none does
     * @param name its own
     * @param hits how many keys were found
     * @param misses how many were not
     * @param errors how many could not be read
     * @param bypassed how many were not asked for, the cache being spared
     * @param gets calls that read
     * @param stored how many entries were stored
     * @param puts calls that store
     * @param removed how many keys were evicted
     * @param localHits how many keys were found among the local copies, by single calls too
     * @param localMisses how many were not
     */
    public record OfCache(
            String manager,
            String name,
            long hits,
            long misses,
            long errors,
            long bypassed,
            Calls gets,
            long stored,
            Calls puts,
            long removed,
            long localHits,
            long localMisses) {}

    /**
     * Calls of a cache, each for a whole batch.
     *
     * @param count how many
     * @param time how long they took, together
     * @param longest how long the longest took
     */
    public record Calls(long count, Duration time, Duration longest) {}
}
