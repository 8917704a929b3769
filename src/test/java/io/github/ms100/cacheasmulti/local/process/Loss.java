package io.github.ms100.cacheasmulti.local.process;

import java.time.Duration;

/** A time of which the servers have lost, or may have lost, what they had acknowledged. */
record Loss(long from, long to) {

    /** Nodes that have not compared since then do not know what was announced. */
    private static final long BEFORE = Duration.ofSeconds(1).toNanos();

    /** Returns what is lost with an event that is over now. */
    static Loss since(long begun) {
        return new Loss(begun - BEFORE, System.nanoTime());
    }
}
