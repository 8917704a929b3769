package io.github.ms100.cacheasmulti.benchmarks;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
 * Hits of 100 by a method whose result comes later and is waited for at once, and what they are compared with: in turn, in one
 * process, or one side alone. What counts are the {@link Medians}; {@link LaterRatios} compares them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LaterBenchmark {

    /** Who is measured. */
    public enum Who {
        /** The blocking method on the heap, asynchronous code by hand on Redis. */
        BASE,
        LIBRARY,
        LOOP,
        /** All of them, and the base once more. */
        ALL
    }

    @Benchmark
    public void hit(Sides sides, Medians medians) throws Exception {
        medians.base.add(sides.nanos(Who.BASE));
        medians.library.add(sides.nanos(Who.LIBRARY));
        medians.loop.add(sides.nanos(Who.LOOP));
        medians.again.add(sides.nanos(Who.BASE));
    }

    /** The medians of what the batches of an iteration took. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Medians {

        private final Durations base = new Durations();

        private final Durations library = new Durations();

        private final Durations loop = new Durations();

        private final Durations again = new Durations();

        @Setup(Level.Iteration)
        public void reset() {
            List.of(base, library, loop, again).forEach(Durations::clear);
        }

        public long baseNanos() {
            return base.median();
        }

        public long libraryNanos() {
            return library.median();
        }

        public long loopNanos() {
            return loop.median();
        }

        public long againNanos() {
            return again.median();
        }
    }

    /** Those that are measured, on the same cache where they can be. */
    @State(Scope.Benchmark)
    public static class Sides {

        @Param({"CAFFEINE", "REDIS_JSON"})
        public StoreKind store;

        @Param("ALL")
        public Who who;

        private final List<Long> ids = Car.ids(100);

        private final Map<Who, LaterSide> sides = new EnumMap<>(Who.class);

        private Store opened;

        @Setup
        public void start() throws Exception {
            opened = store.open();
            if (isMeasured(Who.BASE)) {
                sides.put(Who.BASE, base());
            }
            if (isMeasured(Who.LIBRARY)) {
                sides.put(Who.LIBRARY, LaterSide.library(opened.cacheManager()));
            }
            if (isMeasured(Who.LOOP)) {
                sides.put(Who.LOOP, LaterSide.loop(opened.cacheManager()));
            }
            // Code by hand only finds what somebody else has loaded.
            try (LaterSide filling = LaterSide.waiting(opened.cacheManager())) {
                filling.find(ids);
            }
        }

        private LaterSide base() throws Exception {
            return opened instanceof RedisStore redis
                    ? LaterSide.byHand(redis.connect(), StoreKind.json(Car.class))
                    : LaterSide.waiting(opened.cacheManager());
        }

        private boolean isMeasured(Who side) {
            return who == side || who == Who.ALL;
        }

        /** Finds cars, and returns how long that took; 0 if that is not measured. */
        private long nanos(Who side) throws Exception {
            LaterSide measured = sides.get(side);
            if (measured == null) {
                return 0;
            }
            long start = System.nanoTime();
            Map<Long, Car> found = measured.find(ids);
            long end = System.nanoTime();
            if (found.size() != ids.size()) {
                throw new IllegalStateException("%d of %d cars".formatted(found.size(), ids.size()));
            }
            return end - start;
        }

        @TearDown
        public void stop() throws Exception {
            for (LaterSide side : sides.values()) {
                side.close();
            }
            opened.close();
        }
    }
}
