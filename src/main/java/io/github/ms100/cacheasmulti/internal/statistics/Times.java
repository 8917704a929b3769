package io.github.ms100.cacheasmulti.internal.statistics;

import java.time.Duration;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** How often something has happened, and how long it took. Thread-safe, without locks; {@link #take} and {@link #look} are for one thread at a time. */
final class Times {

    private final LongAdder count = new LongAdder();

    private final LongAdder nanos = new LongAdder();

    private final LongAccumulator longestLately = new LongAccumulator(Long::max, 0);

    private long longest;

    void add(Duration time) {
        count.increment();
        nanos.add(time.toNanos());
        longestLately.accumulate(time.toNanos());
    }

    /** Returns what there has been up to now; {@link #take} goes on where it was. */
    Taken look() {
        long lately = longestLately.get();
        return taken(Math.max(longest, lately), lately);
    }

    /** Returns what there has been up to now. */
    Taken take() {
        long lately = longestLately.getThenReset();
        longest = Math.max(longest, lately);
        return taken(longest, lately);
    }

    private Taken taken(long longestOfAll, long lately) {
        return new Taken(
                count.sum(), Duration.ofNanos(nanos.sum()), Duration.ofNanos(longestOfAll), Duration.ofNanos(lately));
    }

    /**
     * What there has been up to some moment.
     *
     * @param longestLately the longest since the moment before
     */
    record Taken(long count, Duration time, Duration longestTime, Duration longestLately) {}
}
