package io.github.ms100.cacheasmulti.benchmarks;

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
 * A batch by hand, a batch of the subject, and a batch by hand again in turn, in one process, so that whatever else the machine
 * does meets all alike. What counts are the {@link Medians}; the score has what restores the cache in it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class RatioBenchmark {

    @Benchmark
    public void allHit(Work work, Medians medians, Blackhole sink) throws Exception {
        compare(Operation.ALL_HIT, work, medians, sink);
    }

    @Benchmark
    public void halfHit(Work work, Medians medians, Blackhole sink) throws Exception {
        compare(Operation.HALF_HIT, work, medians, sink);
    }

    @Benchmark
    public void halfLocal(Work work, Medians medians, Blackhole sink) throws Exception {
        compare(Operation.HALF_LOCAL, work, medians, sink);
    }

    @Benchmark
    public void allMiss(Work work, Medians medians, Blackhole sink) throws Exception {
        compare(Operation.ALL_MISS, work, medians, sink);
    }

    @Benchmark
    public void evict(Work work, Medians medians, Blackhole sink) throws Exception {
        compare(Operation.EVICT, work, medians, sink);
    }

    private static void compare(Operation operation, Work work, Medians medians, Blackhole sink) throws Exception {
        operation.restore(work.limitRestorer(), work);
        sink.consume(medians.limit.measure(work, work.limit(), operation));
        operation.restore(work.restorer(), work);
        sink.consume(medians.subject.measure(work, work.subject(), operation));
        operation.restore(work.limitRestorer(), work);
        sink.consume(medians.again.measure(work, work.limit(), operation));
    }

    /** The medians of what the batches of an iteration took. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Medians {

        private final Samples limit = new Samples();

        private final Samples subject = new Samples();

        private final Samples again = new Samples();

        @Setup(Level.Iteration)
        public void reset() {
            limit.reset();
            subject.reset();
            again.reset();
        }

        public long limitNanos() {
            return limit.nanos();
        }

        public long subjectNanos() {
            return subject.nanos();
        }

        public long againNanos() {
            return again.nanos();
        }

        public long limitBytes() {
            return limit.bytes();
        }

        public long subjectBytes() {
            return subject.bytes();
        }
    }
}
