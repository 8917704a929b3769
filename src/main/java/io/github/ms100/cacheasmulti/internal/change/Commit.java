package io.github.ms100.cacheasmulti.internal.change;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the current thread has told of the transaction that it is committing (S27). Each is used by one thread. */
final class Commit {

    private static final ThreadLocal<@Nullable Commit> CURRENT = new ThreadLocal<>();

    /** Its changes, by number. */
    private final Map<Long, OwnChange> told = new HashMap<>();

    /** The numbers that a store has left of the same changes as it made them, and what was left before, by place. */
    private final Map<Long, Map<Integer, Long>> made = new HashMap<>();

    /** Where its numbers are unique. */
    private final Stamps stamps;

    private Commit(Stamps stamps) {
        this.stamps = stamps;
    }

    private static Commit begun(Stamps stamps) {
        Commit commit = current(stamps);
        if (commit == null) {
            commit = new Commit(stamps);
            CURRENT.set(commit);
        }
        return commit;
    }

    private static @Nullable Commit current(Stamps stamps) {
        Commit commit = CURRENT.get();
        return (commit != null && commit.stamps.equals(stamps)) ? commit : null;
    }

    private static void ended(Stamps stamps, long number) {
        Commit commit = current(stamps);
        if (commit != null) {
            commit.told.remove(number);
            if (commit.told.isEmpty()) {
                CURRENT.remove();
            }
        }
    }

    /**
     * Notes that a store, about to make a change, has left a number of its own. It is that of an own change if it has taken
     * the place of one.
     */
    static void making(Stamps stamps, int index, long before, long number) {
        Commit commit = current(stamps);
        if (commit != null && commit.told.containsKey(before)) {
            commit.isOwn(stamps.place(index), before, number);
        }
    }

    /** Notes that a store has made a change, and left another number in the place of its first. */
    static void made(Stamps stamps, int index, long first, long number) {
        Commit commit = current(stamps);
        if (commit != null && commit.made.containsKey(first)) {
            commit.isOwn(stamps.place(index), first, number);
        }
    }

    private void isOwn(int place, long before, long number) {
        made.computeIfAbsent(number, any -> new HashMap<>()).put(place, before);
    }

    /**
     * Returns what a load finds stamped: what the transaction has told itself, before the load, does not count.
     *
     * @param left is, or was, at that place
     */
    static long stampedFor(long begun, Stamps stamps, int index, long left) {
        long stamp = left;
        Commit commit = current(stamps);
        while (commit != null) {
            Long earlier = commit.before(stamp, stamps.place(index), begun);
            if (earlier == null || earlier >= stamp) {
                break;
            }
            stamp = earlier;
        }
        return stamp;
    }

    /** Returns what an own change has replaced; {@code null} if it is none, or later than a load. */
    private @Nullable Long before(long number, int place, long begun) {
        OwnChange own = told.get(number);
        if (own != null) {
            return (begun < own.asked) ? null : own.before.get(place);
        }
        Map<Integer, Long> before = made.get(number);
        return (before == null) ? null : before.get(place);
    }

    /**
     * A change that is made, and told of, when the current transaction has been committed.
     *
     * <p>What the transaction itself loads after it knows of the change already and may be stored, though the change is told
     * later: it looks at what was left before. Used by one thread.
     */
    static final class OwnChange implements ChangeFeed.Subscriber.AtCommit {

        private final ChangeFeed.Change change;

        private final Stamps stamps;

        /** What it would have left if it had been told when it was asked for. */
        private final long asked;

        /** What was left before, by place. */
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
            Commit.begun(stamps).told.put(number, this);
        }

        private void leave(Object changed) {
            int index = Stamps.index(changed);
            before.putIfAbsent(stamps.place(index), stamps.stampUnique(index, number));
        }

        @Override
        public void ended() {
            Commit.ended(stamps, number);
        }
    }
}
