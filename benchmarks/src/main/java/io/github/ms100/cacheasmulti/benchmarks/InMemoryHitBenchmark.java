package io.github.ms100.cacheasmulti.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
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
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What a batch of hits in a Caffeine cache costs: through a batch method, through one call per element of the single
 * method, and by hand. Only the ratios of one run mean anything.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class InMemoryHitBenchmark {

    @Param("100")
    private int size;

    private AnnotationConfigApplicationContext context;

    private Cars cars;

    private Cache<Object, Object> nativeCache;

    private List<Long> ids;

    @Setup
    public void start() {
        context = new AnnotationConfigApplicationContext(Config.class);
        cars = context.getBean(Cars.class);
        ids = LongStream.range(0, size).boxed().toList();
        cars.findByIds(ids);
        nativeCache = (Cache<Object, Object>)
                context.getBean(CacheManager.class).getCache("cars").getNativeCache();
    }

    @TearDown
    public void stop() {
        context.close();
    }

    @Benchmark
    public Map<Long, Car> batchMethod() {
        return cars.findByIds(ids);
    }

    @Benchmark
    public Map<Long, Car> batchMethodWithSync() {
        return cars.findByIdsOnce(ids);
    }

    @Benchmark
    public Map<Long, Car> batchMethodWithKey() {
        return cars.findByKeyedIds(ids);
    }

    @Benchmark
    public void singleMethodPerElement(Blackhole blackhole) {
        for (Long id : ids) {
            blackhole.consume(cars.findById(id));
        }
    }

    @Benchmark
    public Map<Object, Object> byHand() {
        return new LinkedHashMap<>(nativeCache.getAllPresent(ids));
    }

    public record Car(long id, String name, List<String> colours) {

        static Car of(long id) {
            return new Car(id, "%032d".formatted(id), List.of("red", "green", "blue"));
        }
    }

    public static class Cars {

        @Cacheable("cars")
        public Car findById(Long id) {
            return Car.of(id);
        }

        @Cacheable("cars")
        public Map<Long, Car> findByIds(@CacheAsMulti List<Long> ids) {
            Map<Long, Car> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, Car.of(id)));
            return found;
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public Map<Long, Car> findByIdsOnce(@CacheAsMulti List<Long> ids) {
            return findByIds(ids);
        }

        @Cacheable(cacheNames = "cars", key = "#ids")
        public Map<Long, Car> findByKeyedIds(@CacheAsMulti List<Long> ids) {
            return findByIds(ids);
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
