package io.github.ms100.cacheasmulti.autoconfigure;

import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.cache.RedisCacheWriter.TtlFunction;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** How long entries live that were written with {@code ttl-jitter} and {@code null-time-to-live}, read on the server. */
class RedisExpiryTests {

    private static final String PREFIX = "cache-as-multi.redis.";

    private static final String JITTER = PREFIX + "ttl-jitter=";

    private static final String OF_NULL = PREFIX + "null-time-to-live=";

    private static final String CARS = "cache-as-multi.caches.cars.time-to-live=";

    private static final Duration HOUR = Duration.ofHours(1);

    private final ApplicationContextRunner application =
            BootApplications.withRedisCaches().withUserConfiguration(Application.class);

    @BeforeEach
    void deleteEverything() {
        TestRedis.deleteEverything();
    }

    @Test
    @DisplayName("B1 a batch and single writes are spread alike, on top of the time to live of the cache")
    void jitterSpreadsABatchAndSingleWrites() {
        application.withPropertyValues(CARS + "1h", JITTER + "50%").run(context -> {
            Cache cars = cars(context);
            batch(context, cars).multiPut(entries(100));
            for (int key = 100; key < 200; key++) {
                cars.putIfAbsent(key, "value");
            }

            assertSpread(0, 100);
            assertSpread(100, 200);
        });
    }

    @Test
    void everythingLivesAsConfiguredByDefault() {
        application.withPropertyValues(CARS + "1h").run(context -> {
            batch(context, cars(context)).multiPut(Collections.singletonMap(1, null));

            assertThat(life(1)).isBetween(HOUR.minusMinutes(2), HOUR);
        });
    }

    @ParameterizedTest
    @CsvSource({"10%, 0.1", "0%, 0", "99.9%, 0.999", "' 7.5% ', 0.075"})
    void jitterIsAPercentage(String text, double share) {
        application.withPropertyValues(CARS + "1h", JITTER + text).run(context -> {
            RedisCacheConfiguration configuration = context.getBean(RedisCacheManager.class)
                    .getCacheConfigurations()
                    .get("cars");
            TtlFunction lives = configuration.getTtlFunction();

            for (int draw = 0; draw < 100; draw++) {
                assertThat(lives.getTimeToLive("key", "value").toMillis())
                        .isBetween(Math.round(HOUR.toMillis() * (1 - share)), HOUR.toMillis());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%", "10", "0.1", "-5%", "ten", "1e1%", "%"})
    void badJitterIsAStartUpError(String text) {
        application.withPropertyValues(JITTER + text).run(context -> {
            InvalidConfigurationPropertyValueException failure = startUpError(context);

            assertThat(failure.getName()).isEqualTo(PREFIX + "ttl-jitter");
            assertThat(failure.getValue()).isEqualTo(text);
            assertThat(failure.getReason()).contains("from 0% to below 100%, such as 10%");
        });
    }

    @Test
    @DisplayName("B1 nulls have their own life in a batch and in single writes, other values that of the cache")
    void nullsHaveTheirOwnLife() {
        application
                .withPropertyValues(CARS + "1h", OF_NULL + "1m", JITTER + "10%")
                .run(context -> {
                    Cache cars = cars(context);
                    Map<Object, Object> batch = new LinkedHashMap<>();
                    batch.put(1, "value");
                    batch.put(2, null);
                    batch(context, cars).multiPut(batch);
                    cars.putIfAbsent(3, "value");
                    cars.putIfAbsent(4, null);

                    for (int value : new int[] {1, 3}) {
                        assertThat(life(value)).isBetween(Duration.ofMinutes(50), HOUR);
                    }
                    for (int ofNull : new int[] {2, 4}) {
                        assertThat(life(ofNull)).isBetween(Duration.ofSeconds(20), Duration.ofMinutes(1));
                    }
                });
    }

    @Test
    @DisplayName("B1 a single method with sync = true asks for the life before it has the value")
    void synchronizedSingleLoadsHaveTheLifeOfWhatTheyLoad() {
        application
                .withPropertyValues(CARS + "1h", OF_NULL + "1m", JITTER + "10%")
                .run(context -> {
                    Cache cars = cars(context);
                    assertThat((Object) cars.get(1, () -> "value")).isEqualTo("value");
                    assertThat((Object) cars.get(2, () -> null)).isNull();
                    assertThat((Object) cars.get(2, () -> "not asked")).isNull();

                    assertThat(life(1)).isBetween(Duration.ofMinutes(50), HOUR);
                    assertThat(life(2)).isBetween(Duration.ofSeconds(20), Duration.ofMinutes(1));
                });
    }

    @Test
    void withAWriterOfTheUsersSynchronizedSingleLoadsHaveTheLifeOfANull() {
        LettuceConnectionFactory connections = TestRedis.lettuce();
        RedisCacheWriter own = RedisCacheWriter.nonLockingRedisCacheWriter(connections);
        application
                .withBean(
                        SpringLine.redisCustomizerType(),
                        () -> SpringLine.redisCustomizer(builder -> builder.cacheWriter(own)))
                .withPropertyValues(CARS + "1h", OF_NULL + "1m")
                .run(context -> {
                    assertThat((Object) cars(context).get(1, () -> "value")).isEqualTo("value");

                    assertThat(life(1)).isBetween(Duration.ofMillis(1), Duration.ofMinutes(1));
                });
        connections.destroy();
    }

    @Test
    void lifeDependsOnTheUsersOwnFunctionFirst() {
        TtlFunction own = (key, value) -> Duration.ofMinutes((Integer) key);
        application
                .withBean(RedisCacheConfiguration.class, () -> RedisCacheConfiguration.defaultCacheConfig()
                        .entryTtl(own))
                .withPropertyValues(OF_NULL + "3m", JITTER + "10%")
                .run(context -> {
                    Cache cars = cars(context);
                    Map<Object, Object> batch = new LinkedHashMap<>(Map.of(10, "value", 100, "value"));
                    batch.put(2, null);
                    batch.put(200, null);
                    batch(context, cars).multiPut(batch);

                    assertThat(life(10)).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(10));
                    assertThat(life(100)).isBetween(Duration.ofMinutes(80), Duration.ofMinutes(100));
                    assertThat(life(2)).isBetween(Duration.ofSeconds(60), Duration.ofMinutes(2));
                    assertThat(life(200)).isBetween(Duration.ofSeconds(120), Duration.ofMinutes(3));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1s", "999ns"})
    void lifeOfNullsMustBePositive(String text) {
        application.withPropertyValues(OF_NULL + text).run(context -> {
            InvalidConfigurationPropertyValueException failure = startUpError(context);

            assertThat(failure.getName()).isEqualTo(PREFIX + "null-time-to-live");
            assertThat(failure.getReason()).contains("a millisecond or more; leave the property out");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cars"})
    @DisplayName("null-time-to-live and time-to-idle on any cache exclude each other")
    void lifeOfNullsExcludesTimeToIdle(String names) {
        application
                .withBean(RedisCacheConfiguration.class, () -> RedisCacheConfiguration.defaultCacheConfig()
                        .entryTtl(HOUR)
                        .enableTimeToIdle())
                .withPropertyValues("spring.cache.cache-names=" + names, OF_NULL + "1m")
                .run(context -> {
                    InvalidConfigurationPropertyValueException failure = startUpError(context);

                    assertThat(failure.getName()).isEqualTo(PREFIX + "null-time-to-live");
                    assertThat(failure.getValue()).isEqualTo(Duration.ofMinutes(1));
                    assertThat(failure.getReason())
                            .contains("time-to-idle expiration, which cannot be combined", "Use one of them");
                });
    }

    @Test
    void jitterAndTimeToIdleGoTogether() {
        application
                .withBean(RedisCacheConfiguration.class, () -> RedisCacheConfiguration.defaultCacheConfig()
                        .entryTtl(HOUR)
                        .enableTimeToIdle())
                .withPropertyValues(JITTER + "50%")
                .run(context -> {
                    Cache cars = cars(context);
                    batch(context, cars).multiPut(entries(100));

                    assertThat(batch(context, cars).multiGet(entries(100).keySet()))
                            .hasSize(100);

                    assertSpread(0, 100);
                });
    }

    private static void assertSpread(int from, int to) {
        Set<Long> minutes = new HashSet<>();
        for (int key = from; key < to; key++) {
            assertThat(life(key)).isBetween(Duration.ofMinutes(28), HOUR);
            minutes.add(life(key).toMinutes());
        }
        assertThat(minutes).hasSizeGreaterThan(10);
    }

    private static InvalidConfigurationPropertyValueException startUpError(AssertableApplicationContext context) {
        assertThat(context).hasFailed();
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure());
        assertThat(cause).isInstanceOf(InvalidConfigurationPropertyValueException.class);
        return (InvalidConfigurationPropertyValueException) cause;
    }

    private static Cache cars(AssertableApplicationContext context) {
        return context.getBean(RedisCacheManager.class).getCache("cars");
    }

    private static EnhancedCache batch(AssertableApplicationContext context, Cache cache) {
        return context.getBean(EnhancedCacheConversionService.class).convert(cache);
    }

    private static Duration life(int key) {
        byte[] name = ("cars::" + key).getBytes(StandardCharsets.UTF_8);
        Long left = TestRedis.onServer(connection -> connection.keyCommands().pTtl(name));
        return Duration.ofMillis(left);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Application {}
}
