package io.github.ms100.cacheasmulti.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * A batch by hand and a batch of the subject in turn, in one process, so that whatever else the machine does meets both
 * alike. What counts are the {@link Medians}; the score has what restores the cache in it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class RatioBenchmark {

    @Benchmark
    public void allHit(Work work, Medians medians, Blackhole sink) throws Exception {
        pair(work, medians, sink, (batch, ids) -> {}, Batch::find);
    }

    @Benchmark
    public void halfHit(Work work, Medians medians, Blackhole sink) throws Exception {
        pair(work, medians, sink, (batch, ids) -> batch.evict(work.everySecondId()), Batch::find);
    }

    @Benchmark
    public void allMiss(Work work, Medians medians, Blackhole sink) throws Exception {
        pair(work, medians, sink, Batch::evict, Batch::find);
    }

    @Benchmark
    public void evict(Work work, Medians medians, Blackhole sink) throws Exception {
        pair(work, medians, sink, Batch::find, (batch, ids) -> {
            batch.evict(ids);
            return null;
        });
    }

    private static void pair(Work work, Medians medians, Blackhole sink, Restoring restoring, Operation operation)
            throws Exception {
        restoring.restore(work.limitRestorer(), work.ids());
        sink.consume(medians.limit.measure(work, () -> operation.perform(work.limit(), work.ids())));
        restoring.restore(work.restorer(), work.ids());
        sink.consume(medians.subject.measure(work, () -> operation.perform(work.subject(), work.ids())));
    }

    private interface Restoring {

        void restore(Batch batch, List<Long> ids) throws Exception;
    }

    private interface Operation {

        Object perform(Batch batch, List<Long> ids) throws Exception;
    }

    /** The medians of what the batches of an iteration took. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Medians {

        private final Samples limit = new Samples();

        private final Samples subject = new Samples();

        @Setup(Level.Iteration)
        public void reset() {
            limit.reset();
            subject.reset();
        }

        public long limitNanos() {
            return limit.nanos();
        }

        public long subjectNanos() {
            return subject.nanos();
        }

        public long limitBytes() {
            return limit.bytes();
        }

        public long subjectBytes() {
            return subject.bytes();
        }
    }
}
