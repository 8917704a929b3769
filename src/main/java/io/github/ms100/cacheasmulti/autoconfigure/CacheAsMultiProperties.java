package io.github.ms100.cacheasmulti.autoconfigure;

import java.time.Duration;
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
 *     default as long as it takes. A number without a unit is milliseconds.
 */
@ConfigurationProperties(CacheAsMultiProperties.PREFIX)
record CacheAsMultiProperties(
        @DefaultValue("throw") OnCacheFailure onCacheFailure,
        @DefaultValue("10s") Duration coolDown,
        @DefaultValue("sync-only") SingleFlight singleFlight,
        @Nullable Duration singleFlightWaitLimit) {

    static final String PREFIX = "spring.cache.cache-as-multi";

    static final String ON_CACHE_FAILURE = PREFIX + ".on-cache-failure";

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
