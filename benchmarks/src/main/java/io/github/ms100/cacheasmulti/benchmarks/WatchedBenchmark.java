package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.benchmarks.WatchedApplication.By;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Hits of 100 in an application that nobody watches, in one with meters, and in one with observations, in turn, in one process.
 * What counts are the {@link Medians}; {@link WatchedRatios} compares them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WatchedBenchmark {

    @Benchmark
    public void hit(Applications applications, Medians medians) {
        medians.nobody.add(applications.nobody.nanos(applications.ids));
        medians.meters.add(applications.meters.nanos(applications.ids));
        medians.observations.add(applications.observations.nanos(applications.ids));
        medians.again.add(applications.nobody.nanos(applications.ids));
    }

    /** The medians of what the batches of an iteration took. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Medians {

        private final Durations nobody = new Durations();

        private final Durations meters = new Durations();

        private final Durations observations = new Durations();

        private final Durations again = new Durations();

        @Setup(Level.Iteration)
        public void reset() {
            List.of(nobody, meters, observations, again).forEach(Durations::clear);
        }

        public long nobodyNanos() {
            return nobody.median();
        }

        public long metersNanos() {
            return meters.median();
        }

        public long observationsNanos() {
            return observations.median();
        }

        public long againNanos() {
            return again.median();
        }
    }

    /** The applications, on the same cache. */
    @State(Scope.Benchmark)
    public static class Applications {

        @Param({"CAFFEINE", "REDIS_JSON"})
        public StoreKind store;

        private final List<Long> ids = Car.ids(100);

        private Store opened;

        private WatchedApplication nobody;

        private WatchedApplication meters;

        private WatchedApplication observations;

        @Setup
        public void start() throws Exception {
            opened = store.open();
            nobody = new WatchedApplication(opened.cacheManager(), By.NOBODY);
            meters = new WatchedApplication(opened.cacheManager(), By.METERS);
            observations = new WatchedApplication(opened.cacheManager(), By.OBSERVATIONS);
        }

        @TearDown
        public void stop() throws Exception {
            nobody.close();
            meters.close();
            observations.close();
            opened.close();
        }
    }
}
