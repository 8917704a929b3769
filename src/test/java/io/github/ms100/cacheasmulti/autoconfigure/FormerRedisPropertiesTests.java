package io.github.ms100.cacheasmulti.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.BootApplications;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;

@DisplayName("The two properties of 1.x keep working")
class FormerRedisPropertiesTests {

    private static final String FORMER = "spring.cache.redis.cache-as-multi.";

    private static final String FORMER_MAP = FORMER + "cache-name-time-to-live-map.";

    private final ApplicationContextRunner application =
            BootApplications.withRedisCaches().withUserConfiguration(Caching.class);

    @Test
    void timesToLiveOfBothNamesAreJoined() {
        application
                .withPropertyValues(
                        FORMER_MAP + "cars=10m",
                        FORMER_MAP + "[orders.open]=1h",
                        FORMER_MAP + "bikes=5m",
                        "cache-as-multi.caches.bikes.time-to-live=5m",
                        "cache-as-multi.caches.boats.time-to-live=1d")
                .run(context -> {
                    assertThat(timeToLive(context, "cars")).isEqualTo(Duration.ofMinutes(10));
                    assertThat(timeToLive(context, "orders.open")).isEqualTo(Duration.ofHours(1));
                    assertThat(timeToLive(context, "bikes")).isEqualTo(Duration.ofMinutes(5));
                    assertThat(timeToLive(context, "boats")).isEqualTo(Duration.ofDays(1));
                });
    }

    @Test
    void differentTimesToLiveOfOneCacheAreRefused() {
        application
                .withPropertyValues(FORMER_MAP + "cars=10m", "cache-as-multi.caches.cars.time-to-live=5m")
                .run(context -> assertRefused(
                        context, FORMER_MAP + "cars", "'cache-as-multi.caches.cars.time-to-live'", "PT5M", "PT10M"));
    }

    @Test
    void nameWithDotsIsWrittenAsItMustBe() {
        application
                .withPropertyValues(
                        FORMER_MAP + "[orders.open]=10m", "cache-as-multi.caches.[orders.open].time-to-live=5m")
                .run(context -> assertRefused(
                        context, FORMER_MAP + "[orders.open]", "'cache-as-multi.caches.[orders.open].time-to-live'"));
    }

    @ParameterizedTest
    @CsvSource({"true,,true", "false,,false", ",true,true", "true,true,true", "false,false,false", ",,false"})
    void eitherNameSwitchesJsonOn(String former, String present, boolean json) {
        application
                .withPropertyValues(set(FORMER, former))
                .withPropertyValues(set("cache-as-multi.redis.", present))
                .run(context -> {
                    byte[] written = configuration(context, "cars")
                            .getValueSerializationPair()
                            .write("text")
                            .array();

                    assertThat(written[0] == '"').isEqualTo(json);
                });
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,true"})
    void differentWordsAboutJsonAreRefused(String former, String present) {
        application
                .withPropertyValues(set(FORMER, former))
                .withPropertyValues(set("cache-as-multi.redis.", present))
                .run(context -> assertRefused(
                        context,
                        FORMER + "serialize-to-json",
                        "'cache-as-multi.redis.serialize-to-json'",
                        "remove this one"));
    }

    private static String[] set(String prefix, String json) {
        return (json == null) ? new String[0] : new String[] {prefix + "serialize-to-json=" + json};
    }

    private static void assertRefused(AssertableApplicationContext context, String... words) {
        assertThat(NestedExceptionUtils.getRootCause(context.getStartupFailure()))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContainingAll(words);
    }

    private static Duration timeToLive(ApplicationContext context, String cache) {
        return configuration(context, cache).getTtlFunction().getTimeToLive("key", "value");
    }

    private static RedisCacheConfiguration configuration(ApplicationContext context, String cache) {
        RedisCacheManager manager = context.getBean(RedisCacheManager.class);
        return ((RedisCache) manager.getCache(cache)).getCacheConfiguration();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caching {}
}
