package io.github.ms100.cacheasmulti.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.BootApplications;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.support.CompositeCacheManager;
import org.springframework.context.annotation.Configuration;

@DisplayName("A time to live that no cache can have is said at start-up")
@ExtendWith(OutputCaptureExtension.class)
class TimeToLiveWarningTests {

    private static final String PROPERTY = "cache-as-multi.caches.cars.time-to-live=10m";

    @ParameterizedTest
    @CsvSource({"simple,ConcurrentMapCacheManager", "caffeine,CaffeineCacheManager"})
    void otherStoresDoNotHaveIt(String type, String manager, CapturedOutput output) {
        BootApplications.withCaches()
                .withUserConfiguration(Caching.class)
                .withPropertyValues("spring.cache.type=" + type, PROPERTY)
                .run(context -> assertThat(output)
                        .contains("The time to live of [cars] (cache-as-multi.caches.<name>.time-to-live)")
                        .contains("has no effect", manager));
    }

    @Test
    void cachesOnRedisHaveIt(CapturedOutput output) {
        BootApplications.withRedisCaches()
                .withUserConfiguration(Caching.class)
                .withPropertyValues(PROPERTY)
                .run(context -> assertThat(output).doesNotContain("no effect"));
    }

    @Test
    void managerThatMayHaveCachesOnRedisIsNotJudged(CapturedOutput output) {
        BootApplications.withCaches()
                .withUserConfiguration(Caching.class)
                .withBean(CacheManager.class, CompositeCacheManager::new)
                .withPropertyValues(PROPERTY)
                .run(context -> assertThat(output).doesNotContain("no effect"));
    }

    @Test
    void nothingIsSaidWhereNothingIsSet(CapturedOutput output) {
        BootApplications.withCaches()
                .withUserConfiguration(Caching.class)
                .withPropertyValues("spring.cache.type=simple")
                .run(context -> assertThat(output).doesNotContain("no effect"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caching {}
}
