package io.github.ms100.cacheasmulti.benchmarks;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ms100.cacheasmulti.cache.internal.RunningLoad;
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
 * Methods without {@code @CacheAsMulti}, without the library and with it in turn, while none or very many batches of others
 * are loading. What counts are the {@link Medians}, of 100 calls each.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(5)
public class PlainBenchmark {

    private static final int CALLS = 100;

    @Benchmark
    public void hit(Applications applications, Medians medians, Blackhole sink) {
        applications.inTurn(medians, sink, cars -> cars::find);
    }

    @Benchmark
    public void put(Applications applications, Medians medians, Blackhole sink) {
        applications.inTurn(medians, sink, cars -> cars::put);
    }

    @Benchmark
    public void evict(Applications applications, Medians medians, Blackhole sink) {
        applications.inTurn(medians, sink, cars -> id -> {
            cars.evict(id);
            return id;
        });
    }

    private interface Operation {

        LongFunction<Object> on(PlainCars cars);
    }

    /** The medians of what 100 calls of an iteration took. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Medians {

        private final List<Long> without = new ArrayList<>();

        private final List<Long> with = new ArrayList<>();

        @Setup(Level.Iteration)
        public void reset() {
            without.clear();
            with.clear();
        }

        public long withoutNanos() {
            return median(without);
        }

        public long withNanos() {
            return median(with);
        }

        private static long median(List<Long> samples) {
            long[] sorted = samples.stream().mapToLong(Long::longValue).sorted().toArray();
            return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
        }
    }

    /** Two applications alike, of which one has the library. */
    @State(Scope.Benchmark)
    public static class Applications {

        @Param({"CAFFEINE", "REDIS"})
        public String store;

        @Param({"0", "10000"})
        public int runningLoads;

        /** WITHOUT compares the application without the library with another one like it. */
        @Param({"WITH", "WITHOUT"})
        public String subject;

        private final List<AutoCloseable> resources = new ArrayList<>();

        private PlainCars without;

        private PlainCars with;

        @Setup
        public void start() throws Exception {
            without = start(Plain.class, false);
            with = subject.equals("WITH") ? start(WithLibrary.class, true) : start(Plain.class, false);
            for (int i = 0; i < runningLoads; i++) {
                resources.add(RunningLoad.begin());
            }
        }

        private PlainCars start(Class<?> configuration, boolean library) throws Exception {
            CacheManager caches = store.equals("REDIS") ? redis(library) : caffeine();
            AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
            context.register(configuration, PlainCars.class);
            context.registerBean(CacheManager.class, () -> caches);
            context.refresh();
            resources.add(context);
            return context.getBean(PlainCars.class);
        }

        private static CacheManager caffeine() {
            CaffeineCacheManager manager = new CaffeineCacheManager("cars");
            manager.setCaffeine(Caffeine.newBuilder());
            return manager;
        }

        private CacheManager redis(boolean library) throws Exception {
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

        void inTurn(Medians medians, Blackhole sink, Operation operation) {
            medians.without.add(nanos(operation.on(without), sink));
            settle(without);
            medians.with.add(nanos(operation.on(with), sink));
            settle(with);
        }

        private static long nanos(LongFunction<Object> call, Blackhole sink) {
            long start = System.nanoTime();
            for (long id = 0; id < CALLS; id++) {
                sink.consume(call.apply(id));
            }
            return System.nanoTime() - start;
        }

        /** Waits for what Spring Data has sent without waiting, and has all in the cache again. */
        private static void settle(PlainCars cars) {
            for (long id = 0; id < CALLS; id++) {
                cars.find(id);
            }
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
        public void evict(long id) {}
    }
}
