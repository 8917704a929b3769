package io.github.ms100.cacheasmulti.internal.change;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * When each entry was last changed, as far as anybody needs to know: one number for all whose hash codes have a part in common.
 * Its size does not depend on what is told, and no entry costs more than another.
 *
 * <p>Time is counted in loads: a change that is told after one load has begun and before the next leaves the number of the
 * former. So it takes one look if nobody has begun a load since an earlier change left the same number.
 *
 * <p>Two entries of one number are changed together: a load of the one is then not stored for a change of the other, which
 * costs a load and no wrong value. Thread-safe; nothing blocks.
 */
final class Stamps {

    /** 2 MiB: with 1,000 changed keys a second, a load of a second is spoiled for 1 key in 260. */
    private static final int ENTRIES = 1 << 18;

    /** Apart, for a change of one entry must not count as one of a whole cache, which spoils all of a load. */
    private static final int SCOPES = 1 << 12;

    private final AtomicLong now = new AtomicLong();

    /** The greatest number that was left anywhere. */
    private final AtomicLong last = new AtomicLong();

    /** Made with the first change. */
    private final AtomicReference<@Nullable AtomicLongArray> numbers = new AtomicReference<>();

    /** Begins a load; changes told from now on leave greater numbers than the one that is returned. */
    long begin() {
        return now.getAndIncrement();
    }

    /** Returns a number that no other change leaves: between those of the changes told before and after. */
    long unique() {
        return now.addAndGet(2) - 1;
    }

    /** Returns the number that a change told now leaves. */
    long now() {
        return now.get();
    }

    /** Returns whether nothing has been left that is greater than a number. */
    boolean isNothingAfter(long number) {
        return last.get() <= number;
    }

    /** Leaves the number of this moment. */
    void stamp(int index) {
        stampSince(index, now.get());
    }

    /** Leaves the number of a moment, or of a later one: the moment may have passed. */
    void stampSince(int index, long moment) {
        AtomicLongArray table = table();
        long number = moment;
        while (true) {
            long before = table.get(index);
            if (before == number || (before < number && leave(table, index, before, number))) {
                return;
            }
            // What is there may be unique and looked through: every other change leaves its own trace.
            number = now.get();
        }
    }

    /**
     * Leaves a unique number; where there is a greater one, that of this moment.
     *
     * @return what was there before; the number itself if it has been left already
     */
    long stampUnique(int index, long unique) {
        AtomicLongArray table = table();
        while (true) {
            long before = table.get(index);
            if (before > unique) {
                // It may be unique to another, who looks through it.
                stamp(index);
                return before;
            }
            if (before == unique || leave(table, index, before, unique)) {
                return before;
            }
        }
    }

    // In this order: who finds the number in the table must find it in the last as well.
    private boolean leave(AtomicLongArray table, int index, long before, long number) {
        if (last.get() < number) {
            last.accumulateAndGet(number, Math::max);
        }
        return table.compareAndSet(index, before, number);
    }

    /** Returns what the last change of what has an index has left. */
    long at(int index) {
        AtomicLongArray table = numbers.get();
        return (table == null) ? 0 : table.get(index);
    }

    /** Returns the index of an entry or a scope. */
    static int index(Object stamped) {
        int hash = stamped.hashCode() * 0x9E3779B9;
        int spread = hash ^ (hash >>> 15);
        return (stamped instanceof EntryScope) ? ENTRIES + (spread & (SCOPES - 1)) : spread & (ENTRIES - 1);
    }

    private AtomicLongArray table() {
        AtomicLongArray table = numbers.get();
        if (table == null) {
            numbers.compareAndSet(null, new AtomicLongArray(ENTRIES + SCOPES));
            table = Objects.requireNonNull(numbers.get());
        }
        return table;
    }
}
