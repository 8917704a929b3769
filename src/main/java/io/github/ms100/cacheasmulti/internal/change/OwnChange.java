package io.github.ms100.cacheasmulti.internal.change;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A change that is made, and told of, when the current transaction has been committed.
 *
 * <p>What the transaction itself loads after it knows of the change already and may be stored, though the change is told
 * later: it looks at what was left before. Used by one thread.
 */
final class OwnChange implements Runnable {

    /** Those of the transaction that the current thread is committing, by number. */
    private static final ThreadLocal<@Nullable Map<Long, OwnChange>> TOLD = new ThreadLocal<>();

    private final Supplier<Entries> entries;

    private final @Nullable Collection<?> keys;

    /** What it would have left if it had been told when it was asked for. */
    private final long asked = Changes.STAMPS.now();

    /** What was left before, by index. */
    private final Map<Integer, Long> before = new HashMap<>();

    private long number;

    /**
     * Creates a change.
     *
     * @param keys what changes; {@code null} for everything
     */
    OwnChange(Supplier<Entries> entries, @Nullable Collection<?> keys) {
        this.entries = entries;
        this.keys = keys;
    }

    /** Tells of it. */
    @Override
    public void run() {
        if (!RunningLoad.isNone()) {
            number = Changes.STAMPS.unique();
            Changes.tell(
                    entries.get(), keys, index -> before.putIfAbsent(index, Changes.STAMPS.stampUnique(index, number)));
            Map<Long, OwnChange> told = TOLD.get();
            if (told == null) {
                told = new HashMap<>();
                TOLD.set(told);
            }
            told.put(number, this);
        }
    }

    /** Ends, with the transaction. */
    void forget() {
        Map<Long, OwnChange> told = TOLD.get();
        if (told != null) {
            told.remove(number);
            if (told.isEmpty()) {
                TOLD.remove();
            }
        }
    }

    /** Returns what a load finds stamped: what the transaction has told itself, before the load, does not count. */
    static long stampedFor(RunningLoad load, int index) {
        long stamp = Changes.STAMPS.at(index);
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
