package io.github.ms100.cacheasmulti.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Batches of one subject, alone in its process: for profilers, and for {@link SeparateJvms}. The subject restores the cache
 * itself. What counts are the {@link Samples}; the score, and what profilers see, has that in it, which is nothing for
 * {@link #allHit}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class BatchBenchmark {

    @Benchmark
    public Object allHit(Work work, Samples samples) throws Exception {
        return measure(Operation.ALL_HIT, work, samples);
    }

    @Benchmark
    public Object halfHit(Work work, Samples samples) throws Exception {
        return measure(Operation.HALF_HIT, work, samples);
    }

    @Benchmark
    public Object halfLocal(Work work, Samples samples) throws Exception {
        return measure(Operation.HALF_LOCAL, work, samples);
    }

    @Benchmark
    public Object allMiss(Work work, Samples samples) throws Exception {
        return measure(Operation.ALL_MISS, work, samples);
    }

    @Benchmark
    public Object evict(Work work, Samples samples) throws Exception {
        return measure(Operation.EVICT, work, samples);
    }

    private static Object measure(Operation operation, Work work, Samples samples) throws Exception {
        operation.restore(work.subject(), work);
        return samples.measure(work, work.subject(), operation);
    }
}
