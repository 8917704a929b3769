package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.time.Duration;

/**
 * How long a node does what, in nanoseconds.
 *
 * @param checkInterval between two comparisons
 * @param maxUnvalidated how long copies are served after a comparison was sent
 * @param commandTimeout how long a command may take, and before how long at most a change may be announced that is sent (L12)
 */
public record Timing(long checkInterval, long maxUnvalidated, long commandTimeout) {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** Returns how long a message may take once its number is known of (L12). */
    long patience() {
        return SECOND;
    }

    /** Returns how long a gap may still be a slow sender (L12). */
    long repeating() {
        return 2 * commandTimeout;
    }

    /** Returns how often others are told that a change goes on (L12). */
    long underWay() {
        return SECOND / 2;
    }

    /** Returns after what silence a node is taken to have left (L12). */
    long silence() {
        return 3600 * SECOND;
    }
}
