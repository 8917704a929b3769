package io.github.ms100.cacheasmulti.benchmarks;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ms100.cacheasmulti.internal.store.StoreIdentities;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
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
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Methods without {@code @CacheAsMulti}, in an application without the library or with it, while none or very many batches of
 * others are loading. What counts are the {@link Medians}, of 100 calls each; {@link PlainRatios} compares them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlainBenchmark {

    @Benchmark
    public void calls(Application application, Medians medians, Blackhole sink) {
        PlainCars cars = application.cars;
        medians.hit.add(nanos(cars::find, sink));
        medians.put.add(nanos(cars::put, sink));
        // Waits for what Spring Data has sent without waiting.
        nanos(cars::find, sink);
        medians.evict.add(nanos(cars::evict, sink));
        // Loads what was evicted; the second time it is stored.
        nanos(cars::find, sink);
        nanos(cars::find, sink);
    }

    private static long nanos(LongFunction<Object> call, Blackhole sink) {
        long start = System.nanoTime();
        for (long id = 0; id < 100; id++) {
            sink.consume(call.apply(id));
        }
        return System.nanoTime() - start;
    }

    /** The medians of what 100 calls of an iteration took. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Medians {

        private final List<Long> hit = new ArrayList<>();

        private final List<Long> put = new ArrayList<>();

        private final List<Long> evict = new ArrayList<>();

        @Setup(Level.Iteration)
        public void reset() {
            hit.clear();
            put.clear();
            evict.clear();
        }

        public long hitNanos() {
            return median(hit);
        }

        public long putNanos() {
            return median(put);
        }

        public long evictNanos() {
            return median(evict);
        }

        private static long median(List<Long> samples) {
            long[] sorted = samples.stream().mapToLong(Long::longValue).sorted().toArray();
            return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
        }
    }

    /** An application, and what it needs. */
    @State(Scope.Benchmark)
    public static class Application {

        @Param({"Caffeine", "Redis"})
        public String store;

        @Param({"0", "10000"})
        public int runningLoads;

        @Param({"false", "true"})
        public boolean library;

        private final List<AutoCloseable> resources = new ArrayList<>();

        private PlainCars cars;

        @Setup
        public void start() throws Exception {
            CacheManager caches = store.equals("Redis") ? redis() : caffeine();
            AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
            context.register(library ? WithLibrary.class : Plain.class, PlainCars.class);
            context.registerBean(CacheManager.class, () -> caches);
            context.refresh();
            resources.add(context);
            cars = context.getBean(PlainCars.class);
            for (int i = 0; i < runningLoads; i++) {
                resources.add(StoreIdentities.feed().loads().begin());
            }
        }

        private static CacheManager caffeine() {
            CaffeineCacheManager manager = new CaffeineCacheManager("cars");
            manager.setCaffeine(Caffeine.newBuilder());
            return manager;
        }

        private CacheManager redis() throws Exception {
            RedisServers server = RedisServers.standalone();
            resources.add(server);
            LettuceConnectionFactory connections = new LettuceConnectionFactory(
                    new RedisStandaloneConfiguration("127.0.0.1", server.ports().get(0)));
            connections.afterPropertiesSet();
            connections.start();
            resources.add(connections::destroy);
            RedisCacheWriter writer = library
                    ? CountingRedisCacheWriter.create(connections, RedisCacheWriter::nonLockingRedisCacheWriter)
                    : RedisCacheWriter.nonLockingRedisCacheWriter(connections);
            RedisCacheManager manager = RedisCacheManager.builder(writer).build();
            manager.afterPropertiesSet();
            return manager;
        }

        @TearDown
        public void stop() throws Exception {
            for (AutoCloseable resource : resources) {
                resource.close();
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class Plain {}

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    @Import(CacheAsMultiConfiguration.class)
    static class WithLibrary {}

    static class PlainCars {

        @Cacheable("cars")
        public Object find(long id) {
            return id;
        }

        @CachePut("cars")
        public Object put(long id) {
            return id;
        }

        @CacheEvict("cars")
        public Object evict(long id) {
            return id;
        }
    }
}
