package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which messages of one series have come, as far as their numbers are known of. Not thread-safe. */
final class Arrivals {

    /** More missing numbers are not counted one by one. */
    private static final int MAX_MISSING = 1_000;

    /** The last count that stood in Redis. */
    long counted;

    /** The greatest number known of. */
    long known;

    /** When something new was known of the series. */
    long heard;

    /** Numbers known of whose message has not come. */
    final TreeMap<Long, Missing> missing = new TreeMap<>();

    /** Knows of a number, and of all before it; returns whether more messages are missing then than are counted one by one. */
    boolean know(long number, long now, long order) {
        boolean tooMany = number - known + missing.size() > MAX_MISSING;
        heard = (number > known || heard == 0) ? now : heard;
        for (long next = Math.max(known, number - MAX_MISSING) + 1; next <= number; next++) {
            missing.put(next, new Missing(order, now, null));
        }
        known = Math.max(known, number);
        while (missing.size() > MAX_MISSING) {
            missing.pollFirstEntry();
        }
        return tooMany;
    }

    /** A number known of whose message has not come. */
    static final class Missing {

        /** How often anything had been noted when it was. */
        final long order;

        final long since;

        /** The cache that is being changed; {@code null} if nothing is known of the change. */
        final @Nullable String cache;

        boolean isGap;

        Missing(long order, long since, @Nullable String cache) {
            this.order = order;
            this.since = since;
            this.cache = cache;
        }
    }
}
