package io.github.ms100.cacheasmulti.benchmarks;

import java.util.Arrays;
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
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Hits of 100 by a method whose result comes later and is waited for at once, and what they are compared with: in turn, in one
 * process, or one side alone. What counts are the {@link Medians}; {@link LaterRatios} compares them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LaterBenchmark {

    /** Who is measured. */
    public enum Who {
        /** The blocking method on the heap, asynchronous code by hand on Redis, where values are read in the driver's thread. */
        BASE,
        /** As the base; but code by hand reads values in another thread, as the library does. */
        BASE_ELSEWHERE,
        LIBRARY,
        LOOP,
        /** The base, the library, and the base once more. */
        BOTH,
        /** As both, with the other base. */
        BOTH_ELSEWHERE
    }

    @Benchmark
    public void hit(Sides sides, Medians medians) throws Exception {
        medians.base.add(nanos(sides.base, sides.ids));
        medians.library.add(nanos(sides.library, sides.ids));
        medians.loop.add(nanos(sides.loop, sides.ids));
        medians.again.add(nanos(sides.base, sides.ids));
    }

    /** Finds cars, and returns how long that took; 0 if that is not measured. */
    private static long nanos(LaterSide side, List<Long> ids) throws Exception {
        if (side == null) {
            return 0;
        }
        long start = System.nanoTime();
        Map<Long, Car> found = side.find(ids);
        long end = System.nanoTime();
        if (found.size() != ids.size()) {
            throw new IllegalStateException("%d of %d cars".formatted(found.size(), ids.size()));
        }
        return end - start;
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

        @Param("BOTH")
        public Who who;

        private final List<Long> ids = Car.ids(100);

        /** {@code null}, as the others, if it is not measured. */
        private LaterSide base;

        private LaterSide library;

        private LaterSide loop;

        private Store opened;

        @Setup
        public void start() throws Exception {
            opened = store.open();
            boolean both = who == Who.BOTH || who == Who.BOTH_ELSEWHERE;
            base = (both || who == Who.BASE || who == Who.BASE_ELSEWHERE) ? base() : null;
            library = (both || who == Who.LIBRARY) ? LaterSide.library(opened.cacheManager()) : null;
            loop = (who == Who.LOOP) ? LaterSide.loop(opened.cacheManager()) : null;
            // Code by hand only finds what somebody else has loaded.
            try (LaterSide filling = LaterSide.waiting(opened.cacheManager())) {
                filling.find(ids);
            }
        }

        private LaterSide base() throws Exception {
            if (!(opened instanceof RedisStore redis)) {
                return LaterSide.waiting(opened.cacheManager());
            }
            RedisSerializer<Object> values = StoreKind.json(Car.class);
            return (who == Who.BASE_ELSEWHERE || who == Who.BOTH_ELSEWHERE)
                    ? LaterSide.byHandElsewhere(redis.connect(), values)
                    : LaterSide.byHand(redis.connect(), values);
        }

        @TearDown
        public void stop() throws Exception {
            for (LaterSide side : Arrays.asList(base, library, loop)) {
                if (side != null) {
                    side.close();
                }
            }
            opened.close();
        }
    }
}
