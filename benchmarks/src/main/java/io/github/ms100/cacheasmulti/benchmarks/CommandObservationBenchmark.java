package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.benchmarks.ObservedApplication.Commands;
import io.github.ms100.cacheasmulti.benchmarks.ObservedApplication.ObservedCars;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
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
 * Batches of 100 in applications that observe the commands of Lettuce and that do not, in turn, in one process. What counts are
 * the {@link Medians}; {@link CommandObservationRatios} compares them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CommandObservationBenchmark {

    @Benchmark
    public void hit(Applications applications, Medians medians) {
        compare(applications, medians, ObservedCars::find);
    }

    @Benchmark
    public void put(Applications applications, Medians medians) {
        compare(applications, medians, ObservedCars::put);
    }

    private static void compare(
            Applications applications, Medians medians, BiFunction<ObservedCars, List<Long>, Object> batch) {
        medians.off.add(applications.off.nanos(batch, applications.ids));
        medians.on.add(applications.on.nanos(batch, applications.ids));
        medians.again.add(applications.off.nanos(batch, applications.ids));
        medians.absent.add(applications.absent.nanos(batch, applications.ids));
    }

    /** The medians of what the batches of an iteration took. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Medians {

        private final Durations off = new Durations();

        private final Durations on = new Durations();

        private final Durations again = new Durations();

        private final Durations absent = new Durations();

        @Setup(Level.Iteration)
        public void reset() {
            List.of(off, on, again, absent).forEach(Durations::clear);
        }

        public long offNanos() {
            return off.median();
        }

        public long onNanos() {
            return on.median();
        }

        public long againNanos() {
            return again.median();
        }

        public long absentNanos() {
            return absent.median();
        }
    }

    /** The applications, each with a connection and a registry of its own. */
    @State(Scope.Benchmark)
    public static class Applications {

        @Param({"METERS", "SPANS"})
        public ObservedBy by;

        private final List<Long> ids = Car.ids(100);

        private RedisServers server;

        private ObservedApplication off;

        private ObservedApplication on;

        private ObservedApplication absent;

        @Setup
        public void start() throws Exception {
            server = RedisServers.standalone();
            off = start(Commands.OFF);
            on = start(Commands.ON);
            absent = start(Commands.ABSENT);
            on.nanos(ObservedCars::put, ids);
        }

        private ObservedApplication start(Commands commands) {
            return new ObservedApplication(server.ports().get(0), by.registry(), commands);
        }

        @TearDown
        public void stop() throws Exception {
            off.close();
            on.close();
            absent.close();
            server.close();
        }
    }
}
