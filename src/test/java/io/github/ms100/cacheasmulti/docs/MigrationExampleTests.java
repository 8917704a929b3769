package io.github.ms100.cacheasmulti.docs;

import static io.github.ms100.cacheasmulti.docs.CarTable.MINI;
import static io.github.ms100.cacheasmulti.docs.YamlApplications.configuration;
import static io.github.ms100.cacheasmulti.docs.YamlApplications.timeToLive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.docs.ProjectFiles.CodeBlock;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.support.redis.JsonRedisSerializer;
import io.github.ms100.cacheasmulti.support.redis.RedisCacheCustomizer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheManager.RedisCacheManagerBuilder;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;

/** The examples of the chapter on migration; what was written before does what is written after. No server is asked. */
class MigrationExampleTests {

    private final List<CodeBlock> yaml = ProjectFiles.codeBlocks("docs/en/migration.md", "yaml");

    @Test
    void timesToLiveAreTheSameUnderBothNames() {
        assertThat(yaml).hasSize(4);

        for (CodeBlock block : yaml.subList(0, 2)) {
            YamlApplications.with(block).run(context -> {
                RedisCacheManager manager = context.getBean(RedisCacheManager.class);

                assertThat(timeToLive(manager, "cars")).as("%s", block).isEqualTo(Duration.ofMinutes(10));
                assertThat(timeToLive(manager, "orders.open")).as("%s", block).isEqualTo(Duration.ofDays(1));
            });
        }
    }

    @Test
    void valuesAreJsonUnderBothNamesAndOfAllowedTypesOnly() {
        for (CodeBlock block : yaml.subList(2, 4)) {
            YamlApplications.with(block).run(context -> {
                RedisCacheManager manager = context.getBean(RedisCacheManager.class);

                assertThat(json(manager, List.of(1, 2))).as("%s", block).contains("[1,2]");
                assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> json(manager, MINI));
            });
        }
    }

    @Test
    void ownManagersTakeTheirSettingsFromACustomizer() {
        ApplicationContextRunner application =
                BootApplications.withCachesAndConnections().withUserConfiguration(CachingConfiguration.class);

        application
                .withUserConfiguration(WithSettingsOfProperties.class)
                .withPropertyValues("spring.cache.redis.cache-as-multi.cache-name-time-to-live-map.cars=10m")
                .run(context -> assertThat(timeToLive(context.getBean(RedisCacheManager.class), "cars"))
                        .isEqualTo(Duration.ofMinutes(10)));
        application.withUserConfiguration(WithOwnTimesToLive.class).run(context -> assertThat(
                        timeToLive(context.getBean(RedisCacheManager.class), "cars"))
                .isEqualTo(Duration.ofMinutes(10)));
        application.withUserConfiguration(WithOwnJson.class).run(context -> {
            RedisCacheManager manager = context.getBean(RedisCacheManager.class);

            assertThat(json(manager, List.of(1, 2))).contains("[1,2]");
            assertThatExceptionOfType(SerializationException.class)
                    .isThrownBy(() -> json(manager, MINI))
                    .withMessageContaining("[com.example]");
        });
    }

    @Test
    void conversionServiceMakesBatchesOfAnyCache() {
        try (CachingContext caching = CachingContext.of(Cached.class, ReadmeExampleTests.After.class, CarTable.class)) {
            caching.bean(ReadmeExampleTests.After.class).findByIds(List.of(1L, 2L));

            Map<Object, Cache.ValueWrapper> cached = caching.bean(Cached.class).cached(List.of(2L, 3L));

            assertThat(cached).containsOnlyKeys(2L);
            assertThat(cached.get(2L).get()).isEqualTo(MINI);
        }
    }

    private static String json(RedisCacheManager manager, Object value) {
        return StandardCharsets.UTF_8
                .decode(configuration(manager, "any")
                        .getValueSerializationPair()
                        .write(value))
                .toString();
    }

    @Configuration
    @EnableCaching
    static class CachingConfiguration {}

    @Configuration
    static class WithSettingsOfProperties {

        @Bean
        RedisCacheManager cacheManager(RedisConnectionFactory connectionFactory, RedisCacheCustomizer customizer) {
            RedisCacheManagerBuilder builder = RedisCacheManager.builder(connectionFactory);
            customizer.customize(builder);
            return builder.build();
        }
    }

    @Configuration
    static class WithOwnTimesToLive {

        @Bean
        RedisCacheManager ownTimesToLive(RedisConnectionFactory connectionFactory) {
            RedisCacheManagerBuilder builder = RedisCacheManager.builder(connectionFactory);
            new RedisCacheCustomizer(Map.of("cars", Duration.ofMinutes(10)), null).customize(builder);
            return builder.build();
        }
    }

    @Configuration
    static class WithOwnJson {

        @Bean
        RedisCacheManager ownJson(RedisConnectionFactory connectionFactory) {
            RedisCacheManagerBuilder builder = RedisCacheManager.builder(connectionFactory);
            RedisSerializer<Object> json =
                    JsonRedisSerializer.create(List.of("com.example"), CachingConfiguration.class.getClassLoader());
            new RedisCacheCustomizer(Map.of(), json).customize(builder);
            return builder.build();
        }
    }

    static class Cached {

        private final EnhancedCacheConversionService conversions;

        private final CacheManager cacheManager;

        Cached(EnhancedCacheConversionService conversions, CacheManager cacheManager) {
            this.conversions = conversions;
            this.cacheManager = cacheManager;
        }

        public Map<Object, Cache.ValueWrapper> cached(Collection<Long> ids) {
            EnhancedCache cars = conversions.convert(cacheManager.getCache("cars"));
            return cars.multiGet(ids);
        }
    }
}
