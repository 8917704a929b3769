package io.github.ms100.cacheasmulti.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.context.annotation.Configuration;

class CacheAsMultiAutoConfigurationTests {

    private final ApplicationContextRunner runner = BootApplications.withCaches();

    @Test
    void nothingButEnableCachingIsNeeded() {
        runner.withPropertyValues("spring.cache.type=simple")
                .withUserConfiguration(Caching.class)
                .withBean(Cars.class)
                .run(context -> {
                    context.getBean(Cars.class).find(List.of(1, 2));

                    assertThat(context.getBean(CacheManager.class)
                                    .getCache("cars")
                                    .get(2, String.class))
                            .isEqualTo("v2");
                });
    }

    @Test
    void aContextWithoutCachingIsLeftAlone() {
        runner.withBean(Cars.class)
                .run(context ->
                        assertThat(context.getBean(Cars.class).find(List.of(1))).hasSize(1));
    }

    @Test
    void storesThatAreNotOnTheClassPathAreNotNeeded() {
        runner.withPropertyValues("spring.cache.type=simple")
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.data.redis",
                        "com.github.benmanes.caffeine",
                        "org.springframework.cache.caffeine",
                        "org.springframework.cache.transaction",
                        "io.lettuce",
                        "redis.clients",
                        "tools.jackson",
                        "com.fasterxml.jackson"))
                .withUserConfiguration(Caching.class)
                .withBean(Cars.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(EnhancedCacheConversionService.class)
                        .doesNotHaveBean(RedisCacheAsMultiConfiguration.class));
    }

    @Test
    @DisplayName("B3 converters of the user's own are found as beans")
    void convertersAreFoundAsBeans() {
        runner.withUserConfiguration(Caching.class)
                .withBean(CacheManager.class, OneCacheManager::new)
                .withBean(OwnConverter.class)
                .withBean(Cars.class)
                .run(context -> {
                    context.getBean(Cars.class).find(List.of(1, 2));

                    assertThat(context.getBean(OwnConverter.class).batches.calls())
                            .containsExactly("cars get [1, 2]", "cars put {1=v1, 2=v2}");
                });
    }

    @Test
    @DisplayName("S25 Spring Boot shows misuse as description and action")
    void misuseIsAnalysed() {
        runner.withPropertyValues("spring.cache.type=simple")
                .withUserConfiguration(Caching.class)
                .withBean(Misused.class)
                .run(context -> {
                    FailureAnalysis analysis =
                            new InvalidBatchMethodFailureAnalyzer().analyze(context.getStartupFailure());

                    assertThat(analysis).isNotNull();
                    assertThat(analysis.getDescription()).contains("'ids' (index 0)", "Misused.find(String)");
                    assertThat(analysis.getAction()).startsWith("Declare it as Collection");
                });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class Caching {}

    public static class Cars {
        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            Map<Integer, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, "v" + id));
            return found;
        }
    }

    static class Misused {
        @Cacheable("cars")
        public List<String> find(@CacheAsMulti String ids) {
            return List.of(ids);
        }
    }

    static class OwnCache extends ConcurrentMapCache {
        OwnCache() {
            super("cars");
        }
    }

    static class OneCacheManager extends SimpleCacheManager {
        OneCacheManager() {
            setCaches(List.of(new OwnCache()));
        }
    }

    static class OwnConverter implements EnhancedCacheConverter<OwnCache> {

        private final RecordingCache batches = new RecordingCache("cars");

        @Override
        public EnhancedCache convert(OwnCache cache) {
            return batches;
        }
    }
}
