package io.github.ms100.cacheasmulti.internal.statistics;

import java.util.concurrent.atomic.AtomicLongArray;

/** Sizes of batches, by how many were of which: exact up to 16, above that in steps of an eighth. Thread-safe, without locks. */
final class Sizes {

    private static final int EXACT = 16;

    /** Steps between a power of two and the next. */
    private static final int STEPS = 8;

    private final AtomicLongArray counts = new AtomicLongArray(EXACT + 1 + (Integer.SIZE - 5) * STEPS);

    void add(int size) {
        counts.incrementAndGet(index(size));
    }

    /** Returns how many there are of each, by index. */
    long[] counts() {
        long[] copy = new long[counts.length()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = counts.get(i);
        }
        return copy;
    }

    /** Returns what half of the sizes do not exceed; 0 if there are none. */
    static long median(long[] counts) {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen > 0 && seen * 2 >= all) {
                return largest(i);
            }
        }
        return 0;
    }

    private static int index(int size) {
        if (size <= EXACT) {
            return size;
        }
        // Sizes from 2^n + 1 to 2^(n+1) have STEPS indexes.
        int power = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(size - 1);
        int step = (size - 1 - (1 << power)) >> (power - 3);
        return EXACT + 1 + (power - 4) * STEPS + step;
    }

    private static long largest(int index) {
        if (index <= EXACT) {
            return index;
        }
        int power = 4 + (index - EXACT - 1) / STEPS;
        int step = (index - EXACT - 1) % STEPS;
        return (1L << power) + (step + 1L) * (1L << (power - 3));
    }
}
