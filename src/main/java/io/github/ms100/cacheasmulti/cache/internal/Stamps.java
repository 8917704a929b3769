package io.github.ms100.cacheasmulti.cache.internal;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * When each entry was last changed, as far as anybody needs to know: one number for all that have the same part of a hash
 * code. Its size does not depend on what is told, and no entry costs more than another.
 *
 * <p>Two entries of one number are changed together: a load of the one is then not stored for a change of the other, which
 * costs a load and no wrong value. Thread-safe; nothing blocks.
 */
final class Stamps {

    /** 2 MiB: with 1,000 changed keys a second, a load of a second is spoiled for 1 key in 260. */
    private static final int SIZE = 1 << 18;

    private final AtomicLong last = new AtomicLong();

    /** Made with the first change. */
    private final AtomicReference<@Nullable AtomicLongArray> numbers = new AtomicReference<>();

    /** Returns the number of the last change so far. */
    long last() {
        return last.get();
    }

    /** Returns the number of a change that begins now. */
    long next() {
        return last.incrementAndGet();
    }

    /**
     * Stamps with the number of a change; with a later one if somebody has been faster, so that every change leaves its
     * trace.
     *
     * @return what was there before; the number itself if the change has been here already, a greater one if somebody
     *     else was faster
     */
    long stamp(int index, long number) {
        AtomicLongArray table = table();
        long mine = number;
        while (true) {
            long before = table.get(index);
            if (before == number || (before < mine && table.compareAndSet(index, before, mine))) {
                return before;
            }
            mine = (before < mine) ? mine : next();
        }
    }

    /** Returns the number of the last change of what has an index. */
    long at(int index) {
        AtomicLongArray table = numbers.get();
        return (table == null) ? 0 : table.get(index);
    }

    /** Returns the index of an entry or a scope. */
    static int index(Object stamped) {
        int hash = stamped.hashCode() * 0x9E3779B9;
        return (hash ^ (hash >>> 15)) & (SIZE - 1);
    }

    private AtomicLongArray table() {
        AtomicLongArray table = numbers.get();
        if (table == null) {
            numbers.compareAndSet(null, new AtomicLongArray(SIZE));
            table = Objects.requireNonNull(numbers.get());
        }
        return table;
    }
}
