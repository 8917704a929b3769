package io.github.ms100.cacheasmulti.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;

@DisplayName("L1 a local level is switched on by the properties of a cache")
class LocalLevelApplicationTests {

    private final ApplicationContextRunner application = BootApplications.withRedisCaches()
            .withUserConfiguration(Shop.class)
            .withPropertyValues(
                    "spring.cache.redis.key-prefix=" + UUID.randomUUID(),
                    "cache-as-multi.local.check-interval=200ms",
                    "cache-as-multi.local.max-unvalidated=3s");

    @Test
    void batchIsReadFromHereTheSecondTime() {
        application
                .withPropertyValues(
                        "cache-as-multi.caches.cars.local.maximum-size=1000",
                        "cache-as-multi.caches.cars.local.time-to-live=1m")
                .run(context -> {
                    Cars cars = context.getBean(Cars.class);
                    Hits hits = context.getBean(Hits.class);
                    assertThat(context.getBean(RedisCacheManager.class).getCache("cars"))
                            .isInstanceOf(RedisCache.class);
                    await().until(() -> hits.served.get() > 0);

                    assertThat(cars.find(List.of(1L, 2L))).containsOnlyKeys(1L, 2L);
                    await().untilAsserted(() -> {
                        hits.local.set(0);
                        assertThat(cars.find(List.of(1L, 2L, 3L))).containsOnlyKeys(1L, 2L, 3L);
                        assertThat(hits.local).hasValueGreaterThanOrEqualTo(2);
                    });
                    assertThat(cars.car(1L)).isEqualTo("car 1");
                    assertThat(cars.loaded()).isEqualTo(3);
                });
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    @DisplayName("L13 threads of the library ask the application for no beans while it starts")
    void slowStart(CapturedOutput output) {
        application
                .withPropertyValues(
                        "cache-as-multi.caches.cars.local.maximum-size=1000",
                        "cache-as-multi.caches.cars.local.time-to-live=1m")
                .withUserConfiguration(SlowStart.class)
                .withBean(CapturedOutput.class, () -> output)
                .run(context -> {
                    await().until(() -> context.getBean(Hits.class).served.get() > 0);
                    assertThat(output).doesNotContain("singleton bean");
                });
    }

    @Test
    void offByDefault() {
        application.run(
                context -> assertThat(context.getBean(RedisCacheManager.class).getCache("cars"))
                        .hasSameClassAs(RedisCacheManager.create(context.getBean(RedisConnectionFactory.class))
                                .getCache("cars")));
    }

    @Test
    void cachesThatAreNotOnRedisAreRefused() {
        BootApplications.withCaches()
                .withPropertyValues(
                        "spring.cache.type=caffeine",
                        "cache-as-multi.caches.cars.local.maximum-size=1000",
                        "cache-as-multi.caches.cars.local.time-to-live=1m")
                .withUserConfiguration(Shop.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("the caches are not on Redis")
                        .hasMessageContaining("cacheManager"));
    }

    @Test
    @DisplayName("L1, L5 what is refused is described, with what to do about it")
    void refusalsAreDescribed() {
        ApplicationContextRunner levels = application.withPropertyValues(
                "cache-as-multi.caches.cars.local.maximum-size=1000",
                "cache-as-multi.caches.cars.local.time-to-live=1m");
        RedisCacheConfiguration idle = RedisCacheConfiguration.defaultCacheConfig()
                .entryTtl(Duration.ofMinutes(1))
                .enableTimeToIdle();

        assertThat(refusal(levels.withPropertyValues("spring.cache.type=simple")))
                .contains("A local level is set for [cars], but the caches are not on Redis: bean 'cacheManager'")
                .contains("\nRemove cache-as-multi.caches.*.local, or set spring.cache.type=redis.");
        assertThat(refusal(levels.withBean(RedisCacheConfiguration.class, () -> idle)
                        .withPropertyValues("spring.cache.cache-names=cars")))
                .contains("Cache 'cars' has time-to-idle expiration")
                .endsWith("\nUse one of them.");
        assertThat(refusal(levels.withBean("own", LocalLevel.class, () -> Mockito.mock(LocalLevel.class))))
                .contains("there is a LocalLevel of your own, which knows nothing of that: own")
                .endsWith("\nRemove the properties or the bean.");
    }

    private static String refusal(ApplicationContextRunner application) {
        StringBuilder shown = new StringBuilder();
        application.run(context -> {
            FailureAnalysis analysis = new CacheRefusedFailureAnalyzer().analyze(context.getStartupFailure());
            shown.append(analysis.getDescription()).append("\n").append(analysis.getAction());
        });
        return shown.toString();
    }

    @Test
    void cachesThatAreSwitchedOffAreNoMistake() {
        BootApplications.withCaches()
                .withPropertyValues(
                        "spring.cache.type=none",
                        "cache-as-multi.caches.cars.local.maximum-size=1000",
                        "cache-as-multi.caches.cars.local.time-to-live=1m")
                .withUserConfiguration(Shop.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Configuration(proxyBeanMethods = false)
    static class SlowStart {

        @Bean
        Object warm(CacheManager manager, CapturedOutput output) {
            manager.getCache("cars").get(1L);
            await().until(() -> output.toString().contains("Local copies are served"));
            return new Object();
        }
    }

    @Configuration
    @EnableCaching
    static class Shop {

        @Bean
        Cars cars() {
            return new Cars();
        }

        @Bean
        Hits hits() {
            return new Hits();
        }
    }

    static class Cars {

        private final AtomicInteger loaded = new AtomicInteger();

        @Cacheable("cars")
        public Map<Long, String> find(@CacheAsMulti Collection<Long> ids) {
            Map<Long, String> found = new HashMap<>();
            ids.forEach(id -> found.put(id, "car " + id));
            loaded.addAndGet(ids.size());
            return found;
        }

        public int loaded() {
            return loaded.get();
        }

        @Cacheable("cars")
        public String car(Long id) {
            loaded.incrementAndGet();
            return "car " + id;
        }
    }

    static class Hits implements BatchListener {

        private final AtomicInteger local = new AtomicInteger();

        private final AtomicInteger served = new AtomicInteger();

        @Override
        public void onLocalLookup(LocalLookup lookup) {
            local.addAndGet(lookup.hits());
        }

        @Override
        public void onValidated(String channel, Duration time) {
            served.incrementAndGet();
        }
    }
}
