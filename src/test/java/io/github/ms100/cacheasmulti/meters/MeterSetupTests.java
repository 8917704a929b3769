package io.github.ms100.cacheasmulti.meters;

import static io.github.ms100.cacheasmulti.meters.MeteredApplications.count;
import static io.github.ms100.cacheasmulti.meters.MeteredApplications.meter;
import static io.github.ms100.cacheasmulti.meters.MeteredApplications.metered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.autoconfigure.CacheAsMultiMetricsAutoConfiguration;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.fixture.UnreliableCache;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;

class MeterSetupTests {

    private final ApplicationContextRunner application = BootApplications.withCaches()
            .withUserConfiguration(MeteredCars.Application.class)
            .withBean(MeteredCars.class);

    @BeforeEach
    void empty() {
        TestRedis.deleteEverything();
    }

    @Test
    @DisplayName("O5 without a registry nobody listens")
    void withoutARegistry() {
        application
                .withConfiguration(AutoConfigurations.of(CacheAsMultiMetricsAutoConfiguration.class))
                .withPropertyValues("spring.cache.type=simple")
                .run(context -> assertThat(context.getBean(BatchEngine.class).listener())
                        .isSameAs(BatchListener.NO_OP));
    }

    @Test
    @DisplayName("O5 without Micrometer everything works as it did")
    void withoutMicrometer() {
        application
                .withConfiguration(AutoConfigurations.of(CacheAsMultiMetricsAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .withPropertyValues("spring.cache.type=simple")
                .run(context -> {
                    assertThat(context.getBean(MeteredCars.class).find(List.of(1L)))
                            .containsOnlyKeys(1L);
                    assertThat(context.getBean(BatchEngine.class).listener()).isSameAs(BatchListener.NO_OP);
                });
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    @DisplayName("O5 filters and common tags of the application apply, and no bean is made too early")
    void filtersApply(CapturedOutput output) {
        MeterRegistry registry = new SimpleMeterRegistry();
        metered(application, registry)
                .withPropertyValues(
                        "spring.cache.type=simple",
                        "management.metrics.tags.team=cars",
                        "management.metrics.enable.cache.batch.puts=false")
                .run(context -> {
                    context.getBean(MeteredCars.class).find(List.of(1L));

                    assertThat(meter(registry, "gets", "team", "cars", "cache", "cars", "result", "miss")
                                    .counter()
                                    .count())
                            .isEqualTo(1);
                    assertThat(registry.find("cache.batch.puts").meters()).isEmpty();
                    assertThat(registry.getMeters())
                            .filteredOn(meter -> meter.getId().getName().startsWith("cache.batch."))
                            .allSatisfy(meter ->
                                    assertThat(meter.getId().getTag("team")).isEqualTo("cars"));
                    assertThat(output).doesNotContain("not eligible for getting processed");
                });
    }

    @Test
    @DisplayName("O1 Boot's meters and these live in one strict registry; cache.gets stays as it is, byte for byte")
    void strictPrometheus() {
        String without = scrapeOfTwoManagers(false);
        String with = scrapeOfTwoManagers(true);

        assertThat(linesOf(with, "cache_gets_total"))
                .isEqualTo(linesOf(without, "cache_gets_total"))
                .isNotEmpty();
        assertThat(linesOf(without, "cache_batch_")).isEmpty();
        assertThat(linesOf(with, "cache_batch_gets_total"))
                .contains(
                        "cache_batch_gets_total{cache=\"cars\",cache_manager=\"redis\",result=\"miss\"} 2.0",
                        "cache_batch_gets_total{cache=\"resolved\",cache_manager=\"none\",result=\"miss\"} 2.0",
                        "cache_batch_gets_total{cache=\"near\",cache_manager=\"cacheManager\",result=\"hit\"} 0.0");
    }

    private String scrapeOfTwoManagers(boolean withBatchMeters) {
        TestRedis.deleteEverything();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.throwExceptionOnRegistrationFailure();
        BootApplications.withRedisCaches()
                .withUserConfiguration(MeteredCars.Application.class, TwoManagers.class)
                .withConfiguration(AutoConfigurations.of(
                        SpringLine.metricsAutoConfiguration(), SpringLine.cacheMetricsAutoConfiguration()))
                .withConfiguration(AutoConfigurations.of(
                        withBatchMeters ? CacheAsMultiMetricsAutoConfiguration.class : Object.class))
                .withBean(MeterRegistry.class, () -> registry)
                .withBean(MeteredCars.class)
                .withBean(ResolvedCars.class)
                .run(context -> {
                    ResolvedCars cars = context.getBean(ResolvedCars.class);
                    cars.find(List.of(1L, 2L));
                    cars.findResolved(List.of(1L, 2L));
                    context.getBean(MeteredCars.class).findNearAndFar(List.of(1L));
                });
        return registry.scrape();
    }

    private static List<String> linesOf(String scrape, String name) {
        return scrape.lines().filter(line -> line.startsWith(name)).toList();
    }

    @Test
    @DisplayName("O2, S28 whether a cache is asked is seen, and to look is no trial")
    void available() {
        UnreliableCache cache = new UnreliableCache("cars");
        MeterRegistry registry = new SimpleMeterRegistry();
        metered(BootApplications.withCaches(), registry)
                .withUserConfiguration(MeteredCars.Application.class)
                .withBean(MeteredCars.class)
                .withBean(
                        CacheManager.class,
                        () -> new GivenCaches(cache, new ConcurrentMapCache("near"), new ConcurrentMapCache("far")))
                .withPropertyValues("cache-as-multi.on-cache-failure=log", "cache-as-multi.cool-down=1ms")
                .run(context -> {
                    MeteredCars cars = context.getBean(MeteredCars.class);
                    assertThat(available(registry)).isEqualTo(1);

                    cache.failWith(new QueryTimeoutException("no answer"));
                    cars.find(List.of(1L));
                    assertThat(available(registry)).isZero();
                    // Whoever looks after the cool-down takes the trial from no call.
                    for (int look = 0; look < 1000; look++) {
                        assertThat(available(registry)).isZero();
                    }
                    cache.failWith(null);
                    await().until(() -> {
                        cars.find(List.of(1L));
                        return available(registry) == 1;
                    });
                });
    }

    @Test
    @DisplayName("O2 keys of a cache that is spared are bypassed")
    void bypassed() {
        UnreliableCache cache = new UnreliableCache("cars");
        MeterRegistry registry = new SimpleMeterRegistry();
        metered(BootApplications.withCaches(), registry)
                .withUserConfiguration(MeteredCars.Application.class)
                .withBean(MeteredCars.class)
                .withBean(
                        CacheManager.class,
                        () -> new GivenCaches(cache, new ConcurrentMapCache("near"), new ConcurrentMapCache("far")))
                .withPropertyValues("cache-as-multi.on-cache-failure=log", "cache-as-multi.cool-down=1h")
                .run(context -> {
                    cache.failWith(new QueryTimeoutException("no answer"));
                    context.getBean(MeteredCars.class).find(List.of(1L, 2L));
                    context.getBean(MeteredCars.class).find(List.of(1L, 2L, 3L));

                    assertThat(count(registry, "gets", "cache", "cars", "result", "error"))
                            .isEqualTo(2);
                    assertThat(count(registry, "gets", "cache", "cars", "result", "bypassed"))
                            .isEqualTo(3);
                    assertThat(count(registry, "gets", "cache", "cars", "result", "miss"))
                            .isZero();
                    assertThat(meter(registry, "requests", "cache", "cars", "operation", "get")
                                    .timers())
                            .singleElement()
                            .satisfies(timer -> {
                                assertThat(timer.count()).isEqualTo(1);
                                assertThat(timer.getId().getTag("outcome")).isEqualTo("failure");
                            });
                });
    }

    private static double available(MeterRegistry registry) {
        return meter(registry, "available", "cache", "cars").gauge().value();
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoManagers {

        @Bean
        @Primary
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager("near", "far");
        }

        @Bean
        RedisCacheManager redisCacheManager(RedisConnectionFactory connections) {
            return RedisCacheManager.builder(connections)
                    .initialCacheNames(Set.of("cars"))
                    .enableStatistics()
                    .build();
        }

        @Bean
        CacheResolver resolver() {
            return context -> List.of(new ConcurrentMapCache("resolved"));
        }
    }

    static class ResolvedCars {

        @Cacheable(cacheNames = "cars", cacheManager = "redisCacheManager")
        public Map<Long, String> find(@CacheAsMulti Collection<Long> ids) {
            return load(ids);
        }

        @Cacheable(cacheResolver = "resolver")
        public Map<Long, String> findResolved(@CacheAsMulti Collection<Long> ids) {
            return load(ids);
        }

        private static Map<Long, String> load(Collection<Long> ids) {
            Map<Long, String> found = new TreeMap<>();
            new ArrayList<>(ids).forEach(id -> found.put(id, "car " + id));
            return found;
        }
    }
}
