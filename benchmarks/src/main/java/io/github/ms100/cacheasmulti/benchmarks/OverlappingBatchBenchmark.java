package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Overlapping batches that find nothing cached, at the same time on several threads, with a loader that takes 5 ms: how
 * often it is called, and for how many keys, with {@code sync = true} and without. One operation is one wave: thread
 * {@code i} asks for 50 keys from {@code 10 * i} on. Divide the counters by {@code waves}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(3)
public class OverlappingBatchBenchmark {

    @Param("16")
    private int threads;

    @Param({"false", "true"})
    private boolean sync;

    private AnnotationConfigApplicationContext context;

    private ExecutorService executor;

    private Cars cars;

    /** What happened in one iteration. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Counts {

        public long loaderCalls;

        public long keysLoaded;

        public long waves;
    }

    @Setup
    public void start() {
        context = new AnnotationConfigApplicationContext(Config.class);
        cars = context.getBean(Cars.class);
        executor = Executors.newFixedThreadPool(threads);
    }

    @TearDown
    public void stop() {
        executor.shutdownNow();
        context.close();
    }

    @Benchmark
    public List<Map<Integer, String>> wave(Counts counts) throws Exception {
        Cars.CALLS.set(0);
        Cars.KEYS.set(0);
        List<Callable<Map<Integer, String>>> calls = new ArrayList<>(threads);
        for (int i = 0; i < threads; i++) {
            List<Integer> ids = IntStream.range(10 * i, 10 * i + 50).boxed().toList();
            calls.add(() -> sync ? cars.findOnce(ids) : cars.find(ids));
        }
        List<Map<Integer, String>> results = new ArrayList<>(threads);
        for (Future<Map<Integer, String>> call : executor.invokeAll(calls)) {
            results.add(call.get());
        }
        counts.loaderCalls += Cars.CALLS.get();
        counts.keysLoaded += Cars.KEYS.get();
        counts.waves++;
        Objects.requireNonNull(context.getBean(CacheManager.class).getCache("cars"))
                .clear();
        return results;
    }

    public static class Cars {

        static final AtomicLong CALLS = new AtomicLong();

        static final AtomicLong KEYS = new AtomicLong();

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public Map<Integer, String> findOnce(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        private static Map<Integer, String> load(List<Integer> ids) {
            CALLS.incrementAndGet();
            KEYS.addAndGet(ids.size());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            Map<Integer, String> found = new HashMap<>();
            ids.forEach(id -> found.put(id, "car " + id));
            return found;
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(CacheAsMultiConfiguration.class)
    static class Config {

        @Bean
        CacheManager cacheManager() {
            return new CaffeineCacheManager();
        }

        @Bean
        Cars cars() {
            return new Cars();
        }
    }
}
