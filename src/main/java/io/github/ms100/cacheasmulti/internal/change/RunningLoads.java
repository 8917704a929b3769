package io.github.ms100.cacheasmulti.internal.change;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The loads that are running, which store nothing older than a change that they are told of meanwhile (S27). Costs nothing
 * while none is. Thread-safe.
 */
public final class RunningLoads implements ChangeFeed.Subscriber {

    private final Stamps stamps = new Stamps();

    /** How many are running, or about to. */
    private final AtomicInteger count = new AtomicInteger();

    RunningLoads() {}

    /** Begins a load, which must be closed. */
    public RunningLoad begin() {
        count.incrementAndGet();
        return new RunningLoad(this);
    }

    void end() {
        count.decrementAndGet();
    }

    /** Returns what changes leave for them. */
    public Stamps stamps() {
        return stamps;
    }

    /** Returns whether any is running, or about to. */
    @Override
    public boolean isListening() {
        return count.get() > 0;
    }

    @Override
    public void before(ChangeFeed.Change change) {
        change.forEach(entry -> stamps.stamp(Stamps.index(entry)), all -> stamps.stamp(Stamps.index(all)));
    }

    @Override
    public AtCommit atCommit(ChangeFeed.Change change) {
        return new Commit.OwnChange(change, stamps);
    }
}
