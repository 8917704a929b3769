package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheManager.RedisCacheManagerBuilder;
import org.springframework.data.redis.cache.RedisCacheWriter;

@DisplayName("L1 a local level in front of the caches of Spring Boot")
class SetupTests {

    static final String SIZE = "cache-as-multi.caches.cars.local.maximum-size=1000";

    static final String LIFE = "cache-as-multi.caches.cars.local.time-to-live=10m";

    private final ApplicationContextRunner application = BootApplications.withRedisCaches()
            .withUserConfiguration(Application.class)
            .withBean(LocalCars.class)
            .withBean(LocalNode.Events.class);

    @BeforeEach
    void empty() {
        TestRedis.deleteEverything();
    }

    static ApplicationContextRunner customized(
            ApplicationContextRunner application, Consumer<RedisCacheManagerBuilder> customizer) {
        return application
                .withPropertyValues(SIZE, LIFE)
                .withBean(SpringLine.redisCustomizerType(), () -> SpringLine.redisCustomizer(customizer));
    }

    @Test
    @DisplayName("L1 the manager stays Boot's, customized, and its caches are RedisCaches with meters")
    void manager() {
        customized(application, manager -> manager.enableStatistics()
                        .transactionAware()
                        .withCacheConfiguration(
                                "cars",
                                RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofMinutes(7))))
                .withPropertyValues("spring.cache.cache-names=cars,boats")
                .run(context -> {
                    assertThat(context.getBean("cacheManager"))
                            .isInstanceOf(RedisCacheManager.class)
                            .isSameAs(context.getBean(CacheManager.class));
                    RedisCacheManager manager = context.getBean(RedisCacheManager.class);
                    assertThat(manager.getCacheNames()).containsExactlyInAnyOrder("cars", "boats");
                    awaitServing(context);
                    RedisCache cars = target(manager, "cars");
                    assertThat(target(manager, "boats")).isExactlyInstanceOf(RedisCache.class);
                    assertThat(cars.getCacheConfiguration().getTtlFunction().getTimeToLive("key", "value"))
                            .isEqualTo(Duration.ofMinutes(7));
                    SimpleMeterRegistry meters = new SimpleMeterRegistry();
                    SpringLine.redisMeters(cars).bindTo(meters);

                    context.getBean(LocalCars.class).find(List.of(1L, 2L));
                    context.getBean(LocalCars.class).find(List.of(1L, 2L));
                    cars.get(1L);

                    assertThat(meters.get("cache.gets")
                                    .tag("result", "hit")
                                    .functionCounter()
                                    .count())
                            .isEqualTo(3);
                    assertThat(cars.getStatistics().getPuts()).isEqualTo(2);
                });
    }

    private static RedisCache target(RedisCacheManager manager, String name) {
        return (RedisCache) ((TransactionAwareCacheDecorator) manager.getCache(name)).getTargetCache();
    }

    /** What is loaded before the first comparison is evicted with it. */
    static void awaitServing(ApplicationContext context) {
        context.getBean(CacheManager.class).getCache("cars");
        await().until(() -> context.getBean(LocalNode.Events.class).served > 0);
    }

    @Test
    @DisplayName("L1, L15 batch, single and direct use of one cache see each other's changes")
    void oneCache() {
        try (LocalNode other = LocalNode.start()) {
            application.withPropertyValues(SIZE, LIFE).run(context -> {
                LocalCars cars = context.getBean(LocalCars.class);
                RedisCache cache =
                        (RedisCache) context.getBean(CacheManager.class).getCache("cars");
                awaitServing(context);
                cars.renew("old");
                cars.find(List.of(1L, 2L));
                cars.renew("new");
                cache.evict(1L);
                cars.put(2L, "put");
                assertThat(cars.find(List.of(1L, 2L)))
                        .containsEntry(1L, "new 1")
                        .containsEntry(2L, "put");
                assertThat(cars.find(1L)).isEqualTo("new 1");
                assertThat(cars.findByStandard(2L)).isEqualTo("put");

                cars.put(3L, "three");
                other.cache().put(3L, "other");
                await().until(() -> "other".equals(cars.find(3L)));
                assertThat(cache.get(3L, String.class)).isEqualTo("other");
                assertThat(cache.getNativeCache()).isInstanceOf(RedisCacheWriter.class);
            });
        }
    }

    @Test
    @DisplayName("L1 off by default")
    void offByDefault() {
        application.run(context -> {
            context.getBean(LocalCars.class).find(List.of(1L));

            assertThat(context.getBean(CacheManager.class).getCache("cars")).isExactlyInstanceOf(RedisCache.class);
            assertThat(TestRedis.<Boolean>onServer(
                            connection -> connection.keyCommands().exists(bytes("cache-as-multi"))))
                    .isFalse();
        });
    }

    @Test
    @DisplayName("L1 what is in Redis is byte for byte what it is without")
    void sameBytes() {
        Map<String, String> without = contents(application, false);
        TestRedis.deleteEverything();
        Map<String, String> with = contents(application.withPropertyValues(SIZE, LIFE), true);

        assertThat(with).isEqualTo(without).hasSize(5);
    }

    /** Uses the cache in every way and returns what is in Redis then, but for the numbers of messages. */
    private static Map<String, String> contents(ApplicationContextRunner application, boolean hasLevel) {
        Map<String, String> contents = new TreeMap<>();
        LocalNode.Events events = new LocalNode.Events();
        application.withBean(BatchListener.class, () -> events).run(context -> {
            // The first comparison may void what is loaded meanwhile (L13).
            await().until(() -> !hasLevel || events.served > 0);
            LocalCars cars = context.getBean(LocalCars.class);
            Cache cache = context.getBean(CacheManager.class).getCache("cars");
            cars.find(List.of(1L, 2L, 3L));
            cars.find(List.of(1L, 2L, 3L));
            cars.find(4L);
            cars.put(5L, "five");
            cars.remove(List.of(1L));
            cars.remove(2L);
            cache.put("null", null);
            cache.put(List.of("a", "key"), Map.of("a", "value"));
            cache.get(7L, () -> "seven");
            cache.evictIfPresent(4L);
            // Behind all that single calls have begun.
            cars.find(List.of(3L, 5L, 7L));
            await().until(() -> cache.get(4L) == null);
            TestRedis.onServer(connection -> {
                for (byte[] key : connection.keyCommands().keys(bytes("*cars*"))) {
                    contents.put(text(key), text(connection.stringCommands().get(key)));
                }
                return true;
            });
        });
        return contents;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class Application {}
}
