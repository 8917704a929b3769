package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.internal.statistics.StatisticsText;
import io.github.ms100.cacheasmulti.support.LoopSettings.OnLoop;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * What can be set for the caches of an application, whatever their store.
 *
 * @param onCacheFailure What to do when a cache fails and the application has no CacheErrorHandler of its own. This goes
 *     for all cached methods, not only for batch methods.
 * @param coolDown How long batch methods do not read a cache that could not be reached, and do not fill it, if failures
 *     are logged. Needs Resilience4j's circuit breaker. Zero asks it every time.
 * @param singleFlight Which batch methods load each key once among overlapping calls.
 * @param singleFlightWaitLimit How long a call waits for keys that another one loads, before it loads them itself. By
 *     default as long as it takes.
 * @param onLoop What to do about a cache that has no batch operations, so that the keys of a batch are handled one by one.
 * @param transparentWrappers Comma-separated list of classes of caches that batches may pass by, as tools wrap around
 *     the caches of an application to watch them.
 * @param observations What is observed of batches, where the application has an observation registry.
 * @param statisticsLog What is logged of what batches have done.
 * @param local What the local levels of all caches have in common.
 * @param caches Settings of single caches by name. Names with dots or other special characters are written in
 *     brackets, as in "[orders.open]".
 */
@ConfigurationProperties(CacheAsMultiProperties.PREFIX)
record CacheAsMultiProperties(
        @DefaultValue("throw") OnCacheFailure onCacheFailure,
        @DefaultValue("10s") Duration coolDown,
        @DefaultValue("sync-only") SingleFlight singleFlight,
        @Nullable Duration singleFlightWaitLimit,
        @DefaultValue("warn") OnLoop onLoop,
        @DefaultValue Set<String> transparentWrappers,
        @DefaultValue Observations observations,
        @DefaultValue StatisticsLog statisticsLog,
        @DefaultValue Local local,
        @DefaultValue Map<String, OfCache> caches) {

    static final String PREFIX = "cache-as-multi";

    static final String ON_CACHE_FAILURE = PREFIX + ".on-cache-failure";

    static final String STATISTICS_INTERVAL = PREFIX + ".statistics-log.interval";

    CacheAsMultiProperties {
        if (coolDown.isNegative()) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + ".cool-down",
                    coolDown,
                    "must be a period such as 10s, or 0 to ask a cache that could not be reached every time");
        }
        if (singleFlightWaitLimit != null && (singleFlightWaitLimit.isZero() || singleFlightWaitLimit.isNegative())) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + ".single-flight-wait-limit",
                    singleFlightWaitLimit,
                    "must be positive, such as 2s; leave the property out to wait as long as it takes");
        }
    }

    /** Returns the names of the caches that are to have a local level. */
    Set<String> localLevels() {
        Set<String> names = new TreeSet<>();
        caches.forEach((name, cache) -> {
            if (cache.local() != null) {
                names.add(name);
            }
        });
        return names;
    }

    /** Returns the times to live that are set, by cache name. */
    Map<String, Duration> timesToLive() {
        Map<String, Duration> timesToLive = new LinkedHashMap<>();
        caches.forEach((name, cache) -> {
            if (cache.timeToLive() != null) {
                timesToLive.put(name, cache.timeToLive());
            }
        });
        return timesToLive;
    }

    /**
     * What can be set for one cache.
     *
     * @param timeToLive Time to live of the entries of a Redis cache, on top of the other defaults of all Redis caches.
     *     Zero means that entries never expire.
     * @param local The local level in front of a Redis cache. Without it there is none.
     */
    record OfCache(@Nullable Duration timeToLive, @Nullable LocalOfCache local) {}

    /**
     * What is observed of batches.
     *
     * @param mode Which parts of a batch are observations, and so spans.
     * @param includeKeys Whether spans show the elements of batches.
     */
    record Observations(
            @DefaultValue("load") ObservationMode mode,
            @DefaultValue("false") boolean includeKeys) {}

    /** Which parts of a batch are observations. */
    enum ObservationMode {

        /** Runs of batch methods: none where everything is cached. */
        LOAD,

        /** Calls of batch methods, and their runs within. */
        CALL,

        /** Nothing. */
        NONE
    }

    /**
     * What is logged of what batches have done.
     *
     * @param interval How often it is logged. By default never.
     * @param format How it is written.
     */
    record StatisticsLog(
            @Nullable Duration interval,
            @DefaultValue("table") StatisticsText format) {

        StatisticsLog {
            if (interval != null && interval.toMillis() < 1) {
                throw new InvalidConfigurationPropertyValueException(
                        STATISTICS_INTERVAL,
                        interval,
                        "must be a millisecond or more, such as 1m; leave the property out to log nothing");
            }
        }
    }

    /**
     * What the local levels of all caches have in common.
     *
     * @param channel Name of the channel over which nodes tell each other what they change, and of the hash in which they
     *     count.
     * @param checkInterval How often nodes compare what they have heard with what has been said.
     * @param maxUnvalidated How long local copies are served while nothing can be compared.
     */
    record Local(
            @DefaultValue("cache-as-multi") String channel,
            @DefaultValue("5s") Duration checkInterval,
            @DefaultValue("15s") Duration maxUnvalidated) {

        Local {
            if (checkInterval.toMillis() < 1) {
                throw new InvalidConfigurationPropertyValueException(
                        PREFIX + ".local.check-interval", checkInterval, "must be a millisecond or more, such as 5s");
            }
            if (maxUnvalidated.compareTo(checkInterval) <= 0) {
                throw new InvalidConfigurationPropertyValueException(
                        PREFIX + ".local.max-unvalidated",
                        maxUnvalidated,
                        "must be longer than the check interval, which is " + checkInterval);
            }
        }
    }

    /**
     * The local level of one cache.
     *
     * @param maximumSize How many local copies there are at most.
     * @param timeToLive How long a local copy lives at most. It never outlives its entry in Redis.
     * @param copies Whether local copies are the objects themselves or the bytes that Redis holds.
     */
    record LocalOfCache(
            @Nullable Long maximumSize,
            @Nullable Duration timeToLive,
            @DefaultValue("objects") LocalLevel.Copies copies) {}

    /** What to do when a cache fails. */
    enum OnCacheFailure {

        /** Throw the failure, as Spring does. */
        THROW,

        /** Log the failure and go on without the cache. */
        LOG
    }

    /** Which batch methods load each key once among overlapping calls. */
    enum SingleFlight {

        /** Those that are @Cacheable(sync = true). */
        SYNC_ONLY,

        /** All that look elements up and put nothing else, also those with the annotations of JSR-107. */
        ALWAYS
    }
}
