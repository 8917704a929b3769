package io.github.ms100.cacheasmulti.internal.statistics;

import io.github.ms100.cacheasmulti.event.BatchListener.Load;
import io.github.ms100.cacheasmulti.event.BatchListener.Wait;
import io.github.ms100.cacheasmulti.event.BatchStatistics.OfMethod;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What one batch method has done. Thread-safe; events wait for no lock. */
final class MethodNumbers {

    private final Sizes sizes = new Sizes();

    private final LongAccumulator largestLately = new LongAccumulator(Long::max, 0);

    private final LongAdder elements = new LongAdder();

    private final Times loads = new Times();

    private final LongAdder failedLoads = new LongAdder();

    private final LongAdder found = new LongAdder();

    private final LongAdder missing = new LongAdder();

    private final LongAdder waits = new LongAdder();

    private final LongAdder coalesced = new LongAdder();

    private long[] sizesBefore = sizes.counts();

    private OfMethod before;

    MethodNumbers(Method method) {
        this.before = new OfMethod(method, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, 0, 0);
    }

    void called(int count) {
        sizes.add(count);
        largestLately.accumulate(count);
        elements.add(count);
    }

    void loaded(Load load) {
        loads.add(load.time());
        if (load.failure() != null) {
            failedLoads.increment();
        }
        found.add(load.found());
        missing.add(load.missing());
    }

    void waited(Wait wait) {
        waits.increment();
        coalesced.add(wait.taken());
    }

    /** Returns what there has been since this was called before, and since the start. */
    synchronized Lately<OfMethod> take() {
        long[] counts = sizes.counts();
        long largest = largestLately.getThenReset();
        Times.Taken taken = loads.take();
        OfMethod total = total(counts, largest, taken);
        long[] countsLately = counts.clone();
        for (int i = 0; i < counts.length; i++) {
            countsLately[i] -= sizesBefore[i];
        }
        Lately<OfMethod> lately = new Lately<>(
                since(before, total, Math.min(Sizes.median(countsLately), largest), largest, taken.longestLately()),
                total);
        sizesBefore = counts;
        before = total;
        return lately;
    }

    /** Returns what there has been since the start; {@link #take} goes on where it was. */
    synchronized OfMethod look() {
        return total(sizes.counts(), largestLately.get(), loads.look());
    }

    private OfMethod total(long[] counts, long largest, Times.Taken taken) {
        long maximum = Math.max(before.maximumSize(), largest);
        return new OfMethod(
                before.method(),
                Arrays.stream(counts).sum(),
                elements.sum(),
                Math.min(Sizes.median(counts), maximum),
                maximum,
                taken.count(),
                failedLoads.sum(),
                found.sum(),
                missing.sum(),
                taken.time(),
                taken.longestTime(),
                waits.sum(),
                coalesced.sum());
    }

    private static OfMethod since(OfMethod before, OfMethod total, long median, long largest, Duration longest) {
        return new OfMethod(
                total.method(),
                total.calls() - before.calls(),
                total.elements() - before.elements(),
                median,
                largest,
                total.loads() - before.loads(),
                total.failedLoads() - before.failedLoads(),
                total.found() - before.found(),
                total.missing() - before.missing(),
                total.loadTime().minus(before.loadTime()),
                longest,
                total.waits() - before.waits(),
                total.coalesced() - before.coalesced());
    }
}
