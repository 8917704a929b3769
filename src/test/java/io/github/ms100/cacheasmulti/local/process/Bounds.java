package io.github.ms100.cacheasmulti.local.process;

import java.time.Duration;

/** How fast the nodes are, and what that means for what they promise (L15). */
final class Bounds {

    static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    static final Duration MAX_UNVALIDATED = Duration.ofSeconds(3);

    static final Duration COMMAND_TIMEOUT = Duration.ofMillis(500);

    static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A node looks ten times a second whether it is time to compare, and whether a message is a gap. */
    private static final Duration TICKS = Duration.ofMillis(300);

    private static final Duration RETRY = Duration.ofSeconds(1);

    /** For as long as that a command that has failed may be under way to a server that is there again. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(5);

    /** How long another node may serve what was before a change, once it has returned, while it works and reaches Redis. */
    static final long LOST_MESSAGE = CHECK_INTERVAL.plus(PATIENCE).plus(TICKS).toNanos();

    /** How long it may at all. */
    static final long UNREACHABLE = MAX_UNVALIDATED.toNanos();

    /** How long what a load has stored too late may be read: its node hears of the change, evicts, and is heard. */
    static final long TAKEN_BACK = 2 * LOST_MESSAGE;

    /** How much longer that may take if a command of the node may have failed. */
    static final long TRIED_AGAIN = RETRY.toNanos();

    /** How long a node must be stalled for that. */
    static final long FAILED_COMMAND = COMMAND_TIMEOUT.toNanos();

    /** How long after its store anything may be read (L5). */
    static final long LIFE = TIME_TO_LIVE.plus(TICKS).toNanos();

    static final long LATE_COMMAND = UNDER_WAY.toNanos();

    private Bounds() {}
}
