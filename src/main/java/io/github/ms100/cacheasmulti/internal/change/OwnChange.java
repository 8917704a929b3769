package io.github.ms100.cacheasmulti.internal.change;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change that is made, and told of, when the current transaction has been committed.
 *
 * <p>What the transaction itself loads after it knows of the change already and may be stored, though the change is told
 * later: it looks at what was left before. Used by one thread.
 */
final class OwnChange implements ChangeFeed.Subscriber.AtCommit {

    /** Those of the transaction that the current thread is committing, by number. */
    private static final ThreadLocal<@Nullable Map<Long, OwnChange>> TOLD = new ThreadLocal<>();

    private final Change change;

    private final Stamps stamps;

    /** What it would have left if it had been told when it was asked for. */
    private final long asked;

    /** What was left before, by index. */
    private final Map<Integer, Long> before = new HashMap<>();

    private long number;

    OwnChange(Change change, Stamps stamps) {
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
