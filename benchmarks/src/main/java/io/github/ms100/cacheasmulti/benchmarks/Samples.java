package io.github.ms100.cacheasmulti.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

/** Time and allocation of many batches. Their medians leave out what only few of them met. */
final class Samples {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long[] nanos = new long[1024];

    private long[] bytes = new long[1024];

    private int size;

    void reset() {
        size = 0;
    }

    Object measure(Work work, Callable<Object> batch) throws Exception {
        long allocated = allocated(work);
        long start = System.nanoTime();
        Object result = batch.call();
        long end = System.nanoTime();
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        nanos[size] = end - start;
        bytes[size++] = allocated(work) - allocated;
        return result;
    }

    /** Of this thread; for Redis of all threads, because the driver reads the replies in others. */
    private static long allocated(Work work) {
        return work.store.isRedis()
                ? LongStream.of(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                        .sum()
                : THREADS.getCurrentThreadAllocatedBytes();
    }

    long nanos() {
        return median(nanos);
    }

    long bytes() {
        return median(bytes);
    }

    private long median(long[] samples) {
        long[] sorted = Arrays.copyOf(samples, size);
        Arrays.sort(sorted);
        return size == 0 ? 0 : sorted[size / 2];
    }
}
