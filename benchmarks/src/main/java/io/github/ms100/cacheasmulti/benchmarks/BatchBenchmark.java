package io.github.ms100.cacheasmulti.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a batch of one subject costs, for profilers; to compare subjects there is {@link RatioBenchmark}. What the cache
 * contains is set before every invocation, outside the measured time; the allocations of {@code -prof gc} include it, so they mean
 * something for {@link #allHit} only.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class BatchBenchmark {

    @Benchmark
    public Object allHit(Work work) throws Exception {
        return work.subject().find(work.ids());
    }

    @Benchmark
    public Object halfHit(Work work, HalfCached state) throws Exception {
        return work.subject().find(work.ids());
    }

    @Benchmark
    public Object allMiss(Work work, NothingCached state) throws Exception {
        return work.subject().find(work.ids());
    }

    @Benchmark
    public void evict(Work work, AllCached state) throws Exception {
        work.subject().evict(work.ids());
    }

    /** Every second element is cached. */
    @State(Scope.Benchmark)
    public static class HalfCached {

        @Setup(Level.Invocation)
        public void restore(Work work) throws Exception {
            work.restorer().evict(work.everySecondId());
        }
    }

    /** No element is cached. */
    @State(Scope.Benchmark)
    public static class NothingCached {

        @Setup(Level.Invocation)
        public void restore(Work work) throws Exception {
            work.restorer().evict(work.ids());
        }
    }

    /** All elements are cached. */
    @State(Scope.Benchmark)
    public static class AllCached {

        @Setup(Level.Invocation)
        public void restore(Work work) throws Exception {
            work.restorer().find(work.ids());
        }
    }
}
