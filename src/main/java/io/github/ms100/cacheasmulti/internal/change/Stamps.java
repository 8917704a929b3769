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
public final class Stamps {

    /** 2 MiB: with 1,000 changed keys a second, a load of a second is spoiled for 1 key in 260. */
    private static final int ENTRIES = 1 << 18;

    /** 32 MiB: with 100,000 changed keys a second, as other nodes may tell, a load of a second is spoiled for 1 key in 42. */
    private static final int WIDE = 1 << 22;

    /** Apart, for a change of one entry must not count as one of a whole cache, which spoils all of a load. */
    private static final int SCOPES = 1 << 12;

    private final AtomicLong now = new AtomicLong();

    /** The greatest number that was left anywhere. */
    private final AtomicLong last = new AtomicLong();

    /** Made with the first change. */
    private final AtomicReference<@Nullable Table> numbers = new AtomicReference<>();

    /**
     * Makes room for the changes that other nodes tell: fewer entries have one number in common. What has been left stays.
     * Called again it does nothing.
     */
    public void widen() {
        Table before = numbers.get();
        if (before != null && before.entries().length() >= WIDE) {
            return;
        }
        Table wide = new Table(WIDE);
        if (before != null) {
            wide.take(before);
        }
        if (numbers.compareAndSet(before, wide) && before != null) {
            // Whoever has still left something in the former finds that it has been replaced, and leaves it once more.
            wide.take(before);
        }
    }

    /** Begins a load; changes told from now on leave greater numbers than the one that is returned. */
    public long begin() {
        return now.getAndIncrement();
    }

    /** Returns a number that no other change leaves: between those of the changes told before and after. */
    public long unique() {
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
    public void stamp(int index) {
        stampSince(index, now.get());
    }

    /** Leaves the number of a moment, or of a later one: the moment may have passed. */
    void stampSince(int index, long moment) {
        long number = moment;
        while (true) {
            Table table = table();
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
    public long stampUnique(int index, long unique) {
        while (true) {
            Table table = table();
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

    /**
     * As {@link #stampUnique}, of a change that a store is about to make. If it is one that the current thread has just told at the
     * commit of its transaction, what the transaction loads after it looks through both (S27).
     */
    public long stampMaking(int index, long unique) {
        long before = stampUnique(index, unique);
        Commit.making(this, index, before, unique);
        return before;
    }

    /**
     * As {@link #stampUnique}, of a change that a store has made.
     *
     * @param first the number it left when it was about to
     */
    public long stampMade(int index, long first, long unique) {
        long before = stampUnique(index, unique);
        if (before == first) {
            Commit.made(this, index, first, unique);
        }
        return before;
    }

    // In this order: who finds the number in the table must find it in the last as well.
    private boolean leave(Table table, int index, long before, long number) {
        if (last.get() < number) {
            last.accumulateAndGet(number, Math::max);
        }
        return table.leave(index, before, number) && table.equals(numbers.get());
    }

    /** Returns what the last change of what has an index has left. */
    public long at(int index) {
        Table table = numbers.get();
        return (table == null) ? 0 : table.get(index);
    }

    /**
     * As {@link #at}, for a load: what the transaction that the current thread commits has changed itself before the load began
     * does not count (S27).
     *
     * @param begun the moment in which it began
     */
    public long atFor(int index, long begun) {
        return atFor(index, begun, at(index));
    }

    /** As {@link #atFor(int, long)}, of what was left there. */
    long atFor(int index, long begun, long left) {
        return Commit.stampedFor(begun, this, index, left);
    }

    /** Returns the index of an entry or a scope. */
    static int index(Object stamped) {
        return (stamped instanceof EntryScope scope) ? scopeIndex(scope) : entryIndex(stamped.hashCode());
    }

    /** Returns the index of entries with this hash code. */
    public static int entryIndex(int hash) {
        int spread = hash * 0x9E3779B9;
        return (spread ^ (spread >>> 15)) & Integer.MAX_VALUE;
    }

    /** Returns the index of a scope. */
    public static int scopeIndex(EntryScope scope) {
        return ~entryIndex(scope.hashCode());
    }

    /** Returns where the number of an index lies: equal for those that have it in common. */
    int place(int index) {
        return table().place(index);
    }

    private Table table() {
        Table table = numbers.get();
        if (table == null) {
            numbers.compareAndSet(null, new Table(ENTRIES));
            table = Objects.requireNonNull(numbers.get());
        }
        return table;
    }

    /** The numbers. Indexes of scopes are negative. */
    private record Table(AtomicLongArray entries, AtomicLongArray scopes) {

        Table(int size) {
            this(new AtomicLongArray(size), new AtomicLongArray(size / ENTRIES * SCOPES));
        }

        int place(int index) {
            return (index < 0) ? ~(~index & (scopes.length() - 1)) : index & (entries.length() - 1);
        }

        long get(int index) {
            return (index < 0)
                    ? scopes.get(~index & (scopes.length() - 1))
                    : entries.get(index & (entries.length() - 1));
        }

        boolean leave(int index, long before, long number) {
            return (index < 0)
                    ? scopes.compareAndSet(~index & (scopes.length() - 1), before, number)
                    : entries.compareAndSet(index & (entries.length() - 1), before, number);
        }

        /** Takes over what was left in a smaller table. */
        void take(Table smaller) {
            take(smaller.entries, entries);
            take(smaller.scopes, scopes);
        }

        private static void take(AtomicLongArray smaller, AtomicLongArray wider) {
            for (int place = 0; place < wider.length(); place++) {
                long left = smaller.get(place & (smaller.length() - 1));
                wider.accumulateAndGet(place, left, Math::max);
            }
        }
    }
}
