package io.github.ms100.cacheasmulti.autoconfigure;

import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.internal.store.redis.RedisCacheConverter;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.RedisCacheCustomizer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;

/** What an application gets for its Redis caches by properties alone. */
@ExtendWith(OutputCaptureExtension.class)
class RedisCacheAsMultiConfigurationTests {

    private static final String PREFIX = "cache-as-multi.redis.";

    private static final String CACHES = "cache-as-multi.caches.";

    private final ApplicationContextRunner application =
            BootApplications.withRedisCaches().withUserConfiguration(Application.class);

    @BeforeEach
    void deleteEverything() {
        TestRedis.deleteEverything();
    }

    @Test
    void cacheHasItsTimeToLiveAndKeepsTheDefaultsOtherwise() {
        application
                .withPropertyValues(
                        CACHES + "cars.time-to-live=10m",
                        CACHES + "plain.time-to-live=1500",
                        CACHES + "[orders.open].time-to-live=1h",
                        "spring.cache.redis.time-to-live=1d",
                        "spring.cache.redis.key-prefix=app:",
                        "spring.cache.redis.cache-null-values=false")
                .run(context -> {
                    RedisCacheManager manager = context.getBean(RedisCacheManager.class);

                    assertThat(timeToLive(manager, "cars")).isEqualTo(Duration.ofMinutes(10));
                    assertThat(timeToLive(manager, "plain")).isEqualTo(Duration.ofMillis(1500));
                    assertThat(timeToLive(manager, "orders.open")).isEqualTo(Duration.ofHours(1));
                    assertThat(timeToLive(manager, "other")).isEqualTo(Duration.ofDays(1));
                    assertThat(configuration(manager, "cars").getKeyPrefixFor("cars"))
                            .isEqualTo("app:cars::");
                    assertThat(configuration(manager, "cars").getAllowCacheNullValues())
                            .isFalse();
                });
    }

    @Test
    void cachesThatAreNamedInAdvanceHaveTheirTimeToLiveToo() {
        application
                .withPropertyValues("spring.cache.cache-names=cars,bikes", CACHES + "cars.time-to-live=10m")
                .run(context -> {
                    RedisCacheManager manager = context.getBean(RedisCacheManager.class);

                    assertThat(timeToLive(manager, "cars")).isEqualTo(Duration.ofMinutes(10));
                    assertThat(timeToLive(manager, "bikes")).isEqualTo(Duration.ZERO);
                });
    }

    @Test
    void customizerOfTheUserComesLaterAndWins() {
        RedisCacheConfiguration sevenSeconds =
                RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofSeconds(7));

        application
                .withBean(
                        "ownCustomizer",
                        SpringLine.redisCustomizerType(),
                        () -> SpringLine.redisCustomizer(
                                builder -> builder.withCacheConfiguration("cars", sevenSeconds)))
                .withPropertyValues(CACHES + "cars.time-to-live=10m", CACHES + "bikes.time-to-live=10m")
                .run(context -> {
                    RedisCacheManager manager = context.getBean(RedisCacheManager.class);

                    assertThat(timeToLive(manager, "cars")).isEqualTo(Duration.ofSeconds(7));
                    assertThat(timeToLive(manager, "bikes")).isEqualTo(Duration.ofMinutes(10));
                });
    }

    @Test
    void valuesAreJsonOnRequestEvenIfTheDefaultsSayOtherwise() {
        application
                .withUserConfiguration(OwnDefaults.class)
                .withPropertyValues(PREFIX + "serialize-to-json=true", CACHES + "cars.time-to-live=10m")
                .run(context -> {
                    RedisCacheManager manager = context.getBean(RedisCacheManager.class);
                    EnhancedCache cars = context.getBean(EnhancedCacheConversionService.class)
                            .convert(manager.getCache("cars"));

                    cars.multiPut(Map.of(1, new Car(5L)));

                    assertThat(raw("own:1")).isEqualTo("[\"%s\",{\"id\":5}]".formatted(Car.class.getName()));
                    assertThat(manager.getCache("cars").get(1).get()).isEqualTo(new Car(5L));
                    assertThat(values(cars.multiGet(keys(2)))).isEqualTo(Map.of(1, new Car(5L)));
                });
    }

    @Test
    void jsonIsLimitedToTheApplicationAndWhatItAllows() {
        String uris = PREFIX + "json-allowed-packages=java.net.URI";
        ApplicationContextRunner json = application.withPropertyValues(PREFIX + "serialize-to-json=true");

        json.run(context -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> context.getBean(RedisCacheManager.class)
                        .getCache("uris")
                        .put(1, URI.create("urn:a")))
                .withMessageContainingAll("java.net.URI", PREFIX + "json-allowed-packages"));
        json.withPropertyValues(uris).run(context -> {
            RedisCache cache =
                    (RedisCache) context.getBean(RedisCacheManager.class).getCache("uris");

            assertThat(cache.putIfAbsent(1, URI.create("urn:a"))).isNull();
            assertThat(cache.get(1).get()).isEqualTo(URI.create("urn:a"));
        });
    }

    @Test
    void stateThatJsonHidesIsWarnedOfRefusedOrAllowed(CapturedOutput output) {
        ApplicationContextRunner json = application.withPropertyValues(PREFIX + "serialize-to-json=true");
        String policy = "cache-as-multi.redis.json-hidden-state=";

        json.withPropertyValues(policy + "allow").run(RedisCacheAsMultiConfigurationTests::putHiding);
        assertThat(output).doesNotContain("lose state");
        json.withPropertyValues(policy + "fail").run(context -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> putHiding(context))
                .withMessageContainingAll(Hiding.class.getName(), "'secret' (@JsonIgnore)"));
        json.run(RedisCacheAsMultiConfigurationTests::putHiding);
        assertThat(output).contains("lose state", "'cache-as-multi.redis.json-hidden-state' to 'allow'");
        json.withPropertyValues(policy + "maybe").run(context -> assertThat(context.getStartupFailure())
                .rootCause()
                .hasMessageContainingAll("JsonHiddenState", "maybe"));
    }

    private static void putHiding(ApplicationContext context) {
        context.getBean(RedisCacheManager.class).getCache("hiding").put(1, new Hiding("a"));
    }

    record Hiding(@JsonIgnore String secret) {}

    @Test
    void valuesStayAsTheyAreWithoutRequest() {
        application.run(context -> {
            RedisCacheManager manager = context.getBean(RedisCacheManager.class);

            assertThat(configuration(manager, "cars")
                            .getValueSerializationPair()
                            .write("text"))
                    .isEqualTo(RedisCacheConfiguration.defaultCacheConfig()
                            .getValueSerializationPair()
                            .write("text"));
        });
    }

    @Test
    void cachesOfTheManagerAreReadInOneGo() {
        application.run(context -> {
            RedisCache source =
                    (RedisCache) context.getBean(RedisCacheManager.class).getCache("cars");
            EnhancedCache cache =
                    context.getBean(EnhancedCacheConversionService.class).convert(source);
            cache.multiPut(entries(10));
            long mgets = TestRedis.calls("mget");

            assertThat(values(cache.multiGet(keys(10)))).isEqualTo(entries(10));

            assertThat(TestRedis.calls("mget") - mgets).isEqualTo(1);
            assertThat(context).hasSingleBean(RedisCacheConverter.class);
        });
    }

    @Test
    void applicationWithoutRedisIsLeftAlone() {
        BootApplications.withCaches()
                .withClassLoader(new FilteredClassLoader("org.springframework.data.redis", "io.lettuce", "redis."))
                .withUserConfiguration(Application.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context).doesNotHaveBean("cacheAsMultiRedisCacheCustomizer");
                });
    }

    @Test
    void ownCustomizerBeanTakesThePlaceOfTheLibrarys() {
        application
                .withBean(
                        RedisCacheCustomizer.class,
                        () -> new RedisCacheCustomizer(Map.of("cars", Duration.ofSeconds(3)), null))
                .withPropertyValues(CACHES + "cars.time-to-live=10m")
                .run(context -> assertThat(timeToLive(context.getBean(RedisCacheManager.class), "cars"))
                        .isEqualTo(Duration.ofSeconds(3)));
    }

    private static Duration timeToLive(RedisCacheManager manager, String cacheName) {
        return configuration(manager, cacheName).getTtlFunction().getTimeToLive("key", "value");
    }

    private static RedisCacheConfiguration configuration(RedisCacheManager manager, String cacheName) {
        return ((RedisCache) manager.getCache(cacheName)).getCacheConfiguration();
    }

    private static String raw(String key) {
        byte[] value =
                TestRedis.onServer(connection -> connection.stringCommands().get(key.getBytes(StandardCharsets.UTF_8)));
        return new String(value, StandardCharsets.UTF_8);
    }

    record Car(Long id) {}

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    @AutoConfigurationPackage
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    static class OwnDefaults {

        @Bean
        RedisCacheConfiguration ownDefaults() {
            return RedisCacheConfiguration.defaultCacheConfig()
                    .computePrefixWith(name -> "own:")
                    .serializeValuesWith(SerializationPair.fromSerializer(RedisSerializer.java()));
        }
    }
}
