package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The messages that a node numbers one after another, and announces under one name. There are as many as have been announced as long
 * as nothing fails: with the first announcement that may have failed, or that the server has lost, the node goes on with another
 * series (L12). Thread-safe.
 */
final class Series {

    private static final int GENERATION_BITS = 20;

    private static final long GENERATIONS = (1L << GENERATION_BITS) - 1;

    private final long name;

    private final AtomicLong taken = new AtomicLong();

    /** How many are known to stand in Redis. */
    private final AtomicLong announced = new AtomicLong();

    private volatile boolean lost;

    private Series(long name) {
        this.name = name;
    }

    /** Returns the first series of a node that nobody knows yet. */
    static Series first() {
        return new Series(new SecureRandom().nextLong() & ~GENERATIONS);
    }

    /** Returns the one that follows this one. */
    Series next() {
        return new Series((name & ~GENERATIONS) | ((name + 1) & GENERATIONS));
    }

    /** Returns the name of the series. */
    long name() {
        return name;
    }

    /** Returns whether a series is of the same node. */
    boolean isOfNode(long other) {
        return (other & ~GENERATIONS) == (name & ~GENERATIONS);
    }

    /** Takes so many numbers that follow one another; returns the first. */
    long take(int count) {
        return taken.getAndAdd(count) + 1;
    }

    /** Returns how many numbers have been taken. */
    long taken() {
        return taken.get();
    }

    /** Returns whether any number has been taken. */
    boolean isUsed() {
        return taken.get() > 0;
    }

    /** Returns how many are known to have been announced. */
    long announced() {
        return announced.get();
    }

    /** Notes that the server has lost some of what has been announced. */
    void lose() {
        lost = true;
    }

    /** Returns whether the server has lost some of what has been announced. */
    boolean isLost() {
        return lost;
    }

    /** Notes that so many more have been announced. */
    void addAnnounced(int count) {
        announced.addAndGet(count);
    }
}
