package io.github.ms100.cacheasmulti.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Time and allocation of the batches of an iteration. Their medians leave out what only few of them met. */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class Samples {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long[] nanos = new long[1024];

    private long[] bytes = new long[1024];

    private int size;

    @Setup(Level.Iteration)
    public void reset() {
        size = 0;
    }

    Object measure(Work work, Batch batch, Operation operation) throws Exception {
        boolean ofAllThreads = work.store.asksServer(operation);
        long allocated = allocated(ofAllThreads);
        long start = System.nanoTime();
        Object result = operation.perform(batch, work.ids());
        long end = System.nanoTime();
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        nanos[size] = end - start;
        bytes[size++] = allocated(ofAllThreads) - allocated;
        return result;
    }

    /** Of this thread; if Redis is asked of all threads, because the driver reads the replies in others. */
    private static long allocated(boolean ofAllThreads) {
        return ofAllThreads
                ? LongStream.of(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                        .sum()
                : THREADS.getCurrentThreadAllocatedBytes();
    }

    public long nanos() {
        return median(nanos);
    }

    public long bytes() {
        return median(bytes);
    }

    private long median(long[] samples) {
        long[] sorted = Arrays.copyOf(samples, size);
        Arrays.sort(sorted);
        return size == 0 ? 0 : sorted[size / 2];
    }
}
