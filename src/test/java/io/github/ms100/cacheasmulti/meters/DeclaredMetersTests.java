package io.github.ms100.cacheasmulti.meters;

import static io.github.ms100.cacheasmulti.meters.MeteredApplications.count;
import static io.github.ms100.cacheasmulti.meters.MeteredApplications.meter;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.autoconfigure.CacheAsMultiMetricsAutoConfiguration;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Configuration;

@DisplayName("O3 tags come from code and configuration alone")
class DeclaredMetersTests {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    @DisplayName("O3 what is declared is there from the start, at zero")
    void declaredFromTheStart() {
        metered(BootApplications.withCaches()
                        .withBean("shopCacheManager", CacheManager.class, ConcurrentMapCacheManager::new))
                .run(context -> {
                    List<Meter> counters = registry.getMeters().stream()
                            .filter(meter -> meter.getId().getName().startsWith("cache.batch."))
                            .toList();

                    assertThat(count(registry, "gets", "cache", "far", "result", "hit"))
                            .isZero();
                    assertThat(count(registry, "loaded", "method", "findOnce", "result", "missing"))
                            .isZero();
                    assertThat(meter(registry, "gets", "cache", "cars", "cache.manager", "shop")
                                    .meters())
                            .hasSize(4);
                    assertThat(counters).isNotEmpty().allSatisfy(meter -> assertThat(meter.measure())
                            .allSatisfy(measurement ->
                                    assertThat(measurement.getValue()).isZero()));
                });
    }

    @Test
    @DisplayName("O3 a method has the same tags from the start as when it is called, whoever has its annotation")
    void methodOfAnInterface() {
        for (boolean ofClass : new boolean[] {true, false}) {
            MeterRegistry own = new SimpleMeterRegistry();
            MeteredApplications.metered(
                            BootApplications.withCaches()
                                    .withPropertyValues(
                                            "spring.cache.type=simple", "spring.aop.proxy-target-class=" + ofClass)
                                    .withUserConfiguration(Caching.class)
                                    .withBean(Garage.class, OwnGarage::new),
                            own)
                    .run(context -> {
                        assertThat(meter(own, "size", "method", "find").meters())
                                .hasSize(1);

                        context.getBean(Garage.class).find(List.of(1L));

                        assertThat(meter(own, "size", "method", "find").meters())
                                .hasSize(1);
                        assertThat(meter(own, "size", "method", "find")
                                        .summary()
                                        .count())
                                .isEqualTo(1);
                    });
        }
    }

    interface Garage {

        @Cacheable("cars")
        Map<Long, String> find(@CacheAsMulti Collection<Long> ids);
    }

    static class OwnGarage implements Garage {

        @Override
        public Map<Long, String> find(Collection<Long> ids) {
            return Map.of();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caching {}

    @Test
    @DisplayName("O3 of more than 200 caches the rest is one, (others)")
    void manyCaches() {
        metered(BootApplications.withCaches().withPropertyValues("spring.cache.type=simple"))
                .run(context -> {
                    BatchListener meters = context.getBean(BatchListener.class);
                    IntStream.rangeClosed(1, 250)
                            .mapToObj(i -> new ConcurrentMapCache("tenant " + i))
                            .forEach(cache ->
                                    meters.onEvict(new BatchListener.Evict(cache, 2, 0, false, Duration.ofMillis(1))));

                    assertThat(meter(registry, "removals", "result", "success").counters())
                            .hasSize(201);
                    assertThat(count(registry, "removals", "cache", "tenant 1", "result", "success"))
                            .isEqualTo(2);
                    // The application has declared three.
                    assertThat(count(registry, "removals", "cache", "(others)", "result", "success"))
                            .isEqualTo(2 * (250 - 197));
                    assertThat(count(registry, "gets", "cache", "cars", "result", "hit"))
                            .isZero();
                });
    }

    @Test
    @DisplayName("O5 to name the managers of caches makes none, and one that cannot be made harms nobody")
    void lazyManager() {
        metered(BootApplications.withCaches()
                        .withBean(
                                "cacheManager",
                                CacheManager.class,
                                ConcurrentMapCacheManager::new,
                                bean -> bean.setPrimary(true))
                        .withBean(
                                "brokenManager",
                                CacheManager.class,
                                () -> {
                                    throw new IllegalStateException("no connection");
                                },
                                bean -> bean.setLazyInit(true)))
                .run(context -> {
                    context.getBean(MeteredCars.class).find(List.of(1L));

                    assertThat(count(
                                    registry,
                                    "gets",
                                    "cache",
                                    "cars",
                                    "cache.manager",
                                    "cacheManager",
                                    "result",
                                    "miss"))
                            .isEqualTo(1);
                });
    }

    @Test
    @DisplayName("O5 batches of a child context are counted in the registry of its parent")
    void childContext() {
        metered(BootApplications.withCaches().withPropertyValues("spring.cache.type=simple"))
                .run(parent -> BootApplications.withCaches()
                        .withConfiguration(AutoConfigurations.of(CacheAsMultiMetricsAutoConfiguration.class))
                        .withPropertyValues("spring.cache.type=simple")
                        .withUserConfiguration(MeteredCars.Application.class)
                        .withBean("childCars", MeteredCars.class)
                        .withParent(parent)
                        .run(child -> {
                            child.getBean("childCars", MeteredCars.class).find(List.of(1L, 2L));

                            assertThat(count(registry, "loaded", "method", "find", "result", "found"))
                                    .isEqualTo(2);
                        }));
    }

    @Test
    @DisplayName("O4 a key that is looked up again is a recheck, and no second hit or miss")
    void recheck() {
        metered(BootApplications.withCaches().withPropertyValues("spring.cache.type=simple"))
                .run(context -> {
                    Cache cars = context.getBean(CacheManager.class).getCache("cars");
                    BatchListener meters = context.getBean(BatchListener.class);
                    meters.onLookup(new BatchListener.Lookup(cars, 5, 1, 0, false, false, false, Duration.ofMillis(1)));
                    meters.onLookup(new BatchListener.Lookup(cars, 3, 2, 0, false, true, false, Duration.ofMillis(1)));

                    assertThat(count(registry, "rechecks", "cache", "cars")).isEqualTo(3);
                    assertThat(count(registry, "gets", "cache", "cars", "result", "hit"))
                            .isEqualTo(1);
                    assertThat(count(registry, "gets", "cache", "cars", "result", "miss"))
                            .isEqualTo(4);
                });
    }

    @Test
    @DisplayName("O2 a cache that does nothing is no loop")
    void noOpCache() {
        metered(BootApplications.withCaches().withPropertyValues("spring.cache.type=none"))
                .run(context -> {
                    context.getBean(MeteredCars.class).find(List.of(1L, 2L));

                    assertThat(meter(registry, "requests", "cache", "cars").timers())
                            .isNotEmpty()
                            .allSatisfy(timer ->
                                    assertThat(timer.getId().getTag("mode")).isEqualTo("batch"));
                });
    }

    private ApplicationContextRunner metered(ApplicationContextRunner application) {
        return MeteredApplications.metered(application, registry)
                .withUserConfiguration(MeteredCars.Application.class)
                .withBean(MeteredCars.class);
    }
}
