package io.github.ms100.cacheasmulti.internal.store;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a cache keeps its entries, as far as that is known without asking a server; {@code null} for what is not.
 *
 * @param timeToLive how long an entry lives from when it is stored, as ISO 8601 has it; {@link #NO_EXPIRY}, or {@link #VARIES}
 * @param keyPrefix what its keys begin with in the store; empty if with nothing
 * @param maxBatchSize how many keys one command may have; 0 for any number
 */
public record StoreDetails(
        @Nullable String timeToLive,
        @Nullable String keyPrefix,
        @Nullable Integer maxBatchSize) {

    /** In place of a time: entries do not expire. */
    public static final String NO_EXPIRY = "none";

    /** In place of a time: it is another for each entry. */
    public static final String VARIES = "varies";

    static final StoreDetails UNKNOWN = new StoreDetails(null, null, null);

    static StoreDetails living(Optional<Duration> timeToLive) {
        return new StoreDetails(timeToLive.map(Duration::toString).orElse(NO_EXPIRY), null, null);
    }
}
