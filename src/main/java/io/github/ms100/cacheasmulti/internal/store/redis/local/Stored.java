package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.util.List;

/** Keys that a load stores in Redis by one batch. Thread-safe. */
public final class Stored {

    private final Remote remote;

    private final Subject subject;

    private final List<byte[]> keys;

    private final long[] hashes;

    private volatile boolean acknowledged;

    private volatile long acknowledgedAt;

    Stored(Remote remote, Subject subject, List<byte[]> keys, long[] hashes) {
        this.remote = remote;
        this.subject = subject;
        this.keys = keys;
        this.hashes = hashes;
    }

    Remote remote() {
        return remote;
    }

    Subject subject() {
        return subject;
    }

    List<byte[]> keys() {
        return keys;
    }

    long[] hashes() {
        return hashes;
    }

    /** Notes that the server has answered, or that nobody waits for its answer any more. */
    void acknowledge(long now) {
        acknowledgedAt = now;
        acknowledged = true;
    }

    /** Returns whether the server has answered, or nobody waits for its answer any more. */
    boolean isAcknowledged() {
        return acknowledged;
    }

    /** Returns whether a comparison was sent after the server had answered. */
    boolean isBefore(Ledger.Comparison comparison) {
        return acknowledged && comparison.sent() - acknowledgedAt > 0;
    }
}
