package io.github.ms100.cacheasmulti.autoconfigure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * What can be set for overlapping calls of batch methods in one JVM.
 *
 * @param singleFlight Which batch methods load each key once among overlapping calls.
 * @param singleFlightWaitLimit How long a call waits for keys that another one loads, before it loads them itself. By
 *     default as long as it takes. A number without a unit is milliseconds.
 */
@ConfigurationProperties("spring.cache.cache-as-multi")
record SingleFlightProperties(
        @DefaultValue("sync-only") SingleFlight singleFlight,
        @Nullable Duration singleFlightWaitLimit) {

    SingleFlightProperties {
        if (singleFlightWaitLimit != null && (singleFlightWaitLimit.isZero() || singleFlightWaitLimit.isNegative())) {
            throw new InvalidConfigurationPropertyValueException(
                    "spring.cache.cache-as-multi.single-flight-wait-limit",
                    singleFlightWaitLimit,
                    "must be positive, such as 2s; leave the property out to wait as long as it takes");
        }
    }

    /** Which batch methods load each key once among overlapping calls. */
    enum SingleFlight {

        /** Those that are @Cacheable(sync = true). */
        SYNC_ONLY,

        /** All that look elements up and put nothing else, also those with the annotations of JSR-107. */
        ALWAYS
    }
}
