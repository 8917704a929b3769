package io.github.ms100.cacheasmulti.internal.change;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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

    Stamps stamps() {
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
        return new OwnChange(change, stamps);
    }

    /**
     * A change that is made, and told of, when the current transaction has been committed.
     *
     * <p>What the transaction itself loads after it knows of the change already and may be stored, though the change is told
     * later: it looks at what was left before. Used by one thread.
     */
    static final class OwnChange implements ChangeFeed.Subscriber.AtCommit {

        /** Those of the transaction that the current thread is committing, by number. */
        private static final ThreadLocal<@Nullable Map<Long, OwnChange>> TOLD = new ThreadLocal<>();

        private final ChangeFeed.Change change;

        private final Stamps stamps;

        /** What it would have left if it had been told when it was asked for. */
        private final long asked;

        /** What was left before, by index. */
        private final Map<Integer, Long> before = new HashMap<>();

        private long number;

        OwnChange(ChangeFeed.Change change, Stamps stamps) {
            this.change = change;
            this.stamps = stamps;
            this.asked = stamps.now();
        }

        @Override
        public void before() {
            number = stamps.unique();
            change.forEach(this::leave, this::leave);
            Map<Long, OwnChange> told = TOLD.get();
            if (told == null) {
                told = new HashMap<>();
                TOLD.set(told);
            }
            told.put(number, this);
        }

        private void leave(Object changed) {
            int index = Stamps.index(changed);
            before.putIfAbsent(index, stamps.stampUnique(index, number));
        }

        @Override
        public void ended() {
            Map<Long, OwnChange> told = TOLD.get();
            if (told != null) {
                told.remove(number);
                if (told.isEmpty()) {
                    TOLD.remove();
                }
            }
        }

        /** Returns what a load finds stamped: what the transaction has told itself, before the load, does not count. */
        static long stampedFor(RunningLoad load, Stamps stamps, int index) {
            long stamp = stamps.at(index);
            Map<Long, OwnChange> told = TOLD.get();
            while (told != null) {
                OwnChange own = told.get(stamp);
                Long earlier = (own == null || load.isBefore(own.asked)) ? null : own.before.get(index);
                if (earlier == null || earlier >= stamp) {
                    break;
                }
                stamp = earlier;
            }
            return stamp;
        }
    }
}
