package io.github.ms100.cacheasmulti.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** How long the batches of an iteration took, in nanoseconds. */
final class Durations {

    private final List<Long> nanos = new ArrayList<>();

    void add(long duration) {
        nanos.add(duration);
    }

    void clear() {
        nanos.clear();
    }

    /** Returns the median, 0 if there was no batch. */
    long median() {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
