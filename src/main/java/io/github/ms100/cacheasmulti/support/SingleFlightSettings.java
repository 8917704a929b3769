package io.github.ms100.cacheasmulti.support;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When overlapping calls of batch methods in this JVM share what they load, and how long they wait for each other. A bean
 * of this type takes the place of {@link #DEFAULT}; Spring Boot makes it of the {@code cache-as-multi}
 * properties.
 *
 * @param always whether every batch method that looks elements up and puts nothing else shares its loads, not only
 *     {@code @Cacheable(sync = true)}. Spring's restrictions on {@code sync} do not apply to those. A JSR-107 method
 *     with {@code skipGet} loads for itself, as does a call in a transaction that may write, on a transaction-aware cache
 * @param waitLimit how long a call waits for keys that another one loads before it loads them itself; {@code null} for
 *     as long as it takes, or 30 seconds if its result comes later than it returns. The limit is for a call as a whole, and
 *     must be positive. It helps where callers hold what the one that loads needs, such as the last connection of a pool,
 *     or wait for threads of their own while they load
 * @since 2.0.0
 */
public record SingleFlightSettings(boolean always, @Nullable Duration waitLimit) {

    /** Only {@code sync = true}, and no limit. */
    public static final SingleFlightSettings DEFAULT = new SingleFlightSettings(false, null);

    /**
     * Creates settings.
     *
     * @throws IllegalArgumentException if the limit is not positive
     */
    public SingleFlightSettings {
        if (waitLimit != null && (waitLimit.isZero() || waitLimit.isNegative())) {
            throw new IllegalArgumentException(
                    "The wait limit is %s, but must be positive. Leave it out to wait as long as it takes."
                            .formatted(waitLimit));
        }
    }
}
