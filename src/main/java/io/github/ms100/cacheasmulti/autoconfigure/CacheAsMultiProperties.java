package io.github.ms100.cacheasmulti.autoconfigure;

import java.time.Duration;
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
 */
@ConfigurationProperties("spring.cache.cache-as-multi")
record CacheAsMultiProperties(
        @DefaultValue("throw") OnCacheFailure onCacheFailure,
        @DefaultValue("10s") Duration coolDown) {

    static final String ON_CACHE_FAILURE = "spring.cache.cache-as-multi.on-cache-failure";

    CacheAsMultiProperties {
        if (coolDown.isNegative()) {
            throw new InvalidConfigurationPropertyValueException(
                    "spring.cache.cache-as-multi.cool-down",
                    coolDown,
                    "must be a period such as 10s, or 0 to ask a cache that could not be reached every time");
        }
    }

    /** What to do when a cache fails. */
    enum OnCacheFailure {

        /** Throw the failure, as Spring does. */
        THROW,

        /** Log the failure and go on without the cache. */
        LOG
    }
}
