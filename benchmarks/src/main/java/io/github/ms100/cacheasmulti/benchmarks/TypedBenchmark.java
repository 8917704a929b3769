package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import java.util.ArrayList;
import java.util.Collection;
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
 * Hits of 100 on Caffeine, by an annotated method and by their keys: in turn, in one process, or one of them alone. What counts are the
 * {@link Medians}; {@link TypedRatios} compares them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TypedBenchmark {

    /** Stands for all of them, in turn. */
    static final String ALL = "ALL";

    @Benchmark
    public void hit(Sides sides, Medians medians) throws Exception {
        for (Map.Entry<TypedSide, Batch> side : sides.opened.entrySet()) {
            long start = System.nanoTime();
            Object found = side.getValue().find(sides.ids);
            long end = System.nanoTime();
            check(found, sides.ids.size());
            medians.of(side.getKey()).add(end - start);
        }
    }

    private static void check(Object found, int size) {
        Collection<?> values = (found instanceof BatchResult<?, ?> result)
                ? result.outcomes().values()
                : ((Map<?, ?>) found).values();
        if (values.size() != size) {
            throw new IllegalStateException("%d of %d cars".formatted(values.size(), size));
        }
    }

    /** The medians of what the batches of an iteration took. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Medians {

        private final Map<TypedSide, Durations> durations = new EnumMap<>(TypedSide.class);

        @Setup(Level.Iteration)
        public void reset() {
            durations.clear();
        }

        private Durations of(TypedSide side) {
            return durations.computeIfAbsent(side, any -> new Durations());
        }

        public long methodNanos() {
            return of(TypedSide.METHOD).median();
        }

        public long getAllNanos() {
            return of(TypedSide.GET_ALL).median();
        }

        public long loadNanos() {
            return of(TypedSide.LOAD).median();
        }

        public long resultMethodNanos() {
            return of(TypedSide.RESULT_METHOD).median();
        }

        public long jetCacheNanos() {
            return of(TypedSide.JETCACHE).median();
        }

        public long methodAgainNanos() {
            return of(TypedSide.METHOD_AGAIN).median();
        }
    }

    /** Those that are measured, on the same cache where they can be. */
    @State(Scope.Benchmark)
    public static class Sides {

        /** A constant of {@link TypedSide}, or {@link TypedBenchmark#ALL}. */
        @Param("ALL")
        public String side;

        private final List<Long> ids = Car.ids(100);

        private final Map<TypedSide, Batch> opened = new EnumMap<>(TypedSide.class);

        private Store store;

        @Setup
        public void start() throws Exception {
            store = StoreKind.CAFFEINE.open();
            for (TypedSide one : TypedSide.values()) {
                if ((side.equals(ALL) || side.equals(one.name())) && one.isThere()) {
                    opened.put(one, one.open(store));
                }
            }
            for (Batch batch : new ArrayList<>(opened.values())) {
                Object unused = batch.find(ids);
            }
        }

        @TearDown
        public void stop() throws Exception {
            for (Batch batch : opened.values()) {
                batch.close();
            }
            store.close();
        }
    }
}
