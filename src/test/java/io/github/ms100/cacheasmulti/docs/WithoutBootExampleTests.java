package io.github.ms100.cacheasmulti.docs;

import static io.github.ms100.cacheasmulti.docs.CarTable.BEETLE;
import static io.github.ms100.cacheasmulti.docs.CarTable.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.RedisMaxBatchSize;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

/** The examples of an application without Spring Boot. */
class WithoutBootExampleTests {

    @Test
    void importIsAllThatPlainSpringNeeds() {
        try (var context = new AnnotationConfigApplicationContext(
                CachingConfiguration.class, ReadmeExampleTests.After.class, CarTable.class)) {
            ReadmeExampleTests.After cars = context.getBean(ReadmeExampleTests.After.class);
            cars.findByIds(List.of(1L, 2L));

            assertThat(cars.findByIds(List.of(1L, 2L))).isEqualTo(Map.of(1L, BEETLE, 2L, MINI));
            assertThat(context.getBean(CarTable.class).statements()).containsExactly("select [1, 2]");
        }
    }

    @Test
    void redisGoesInBatchesToo() {
        TestRedis.deleteEverything();
        try (var context = new AnnotationConfigApplicationContext(WithRedis.class, Texts.class)) {
            long before = TestRedis.calls("mget");

            assertThat(context.getBean(Texts.class).read(List.of(1L, 2L))).isEqualTo(Map.of(1L, "1", 2L, "2"));
            assertThat(context.getBean(Texts.class).read(List.of(1L, 2L))).isEqualTo(Map.of(1L, "1", 2L, "2"));

            assertThat(TestRedis.calls("mget")).isEqualTo(before + 2);
            byte[] key = "texts::2".getBytes(StandardCharsets.UTF_8);
            Boolean stored =
                    TestRedis.onServer(connection -> connection.keyCommands().exists(key));
            assertThat(stored).isTrue();
        }
    }

    @Test
    void sizeOfRedisCommandsIsABean() {
        TestRedis.deleteEverything();
        List<Long> ids = LongStream.range(0, 1200).boxed().toList();
        try (var context = new AnnotationConfigApplicationContext(RedisCaching.class, Connections.class, Texts.class)) {
            long before = TestRedis.calls("mget");

            assertThat(context.getBean(Texts.class).read(ids)).hasSize(1200);

            assertThat(TestRedis.calls("mget")).isEqualTo(before + 3);
        }
    }

    @Configuration
    static class Connections {

        @Bean
        RedisConnectionFactory connectionFactory() {
            return TestRedis.lettuce();
        }
    }

    @Configuration
    @EnableCaching
    @Import(CacheAsMultiConfiguration.class)
    static class RedisCaching {

        @Bean
        CacheManager cacheManager(RedisConnectionFactory connectionFactory) {
            return RedisCacheManager.create(connectionFactory);
        }

        @Bean
        RedisMaxBatchSize maxBatchSize() {
            return new RedisMaxBatchSize(500); // keys per command: 1000 without this bean; 0 for any number
        }
    }

    @Configuration
    @EnableCaching
    @Import(CacheAsMultiConfiguration.class)
    static class CachingConfiguration {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }

    @Configuration
    @EnableCaching
    @Import(CacheAsMultiConfiguration.class)
    static class WithRedis {

        @Bean
        RedisConnectionFactory connectionFactory() {
            return TestRedis.lettuce();
        }

        @Bean
        CacheManager cacheManager(RedisConnectionFactory connectionFactory) {
            return RedisCacheManager.builder(connectionFactory)
                    .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig()
                            .serializeValuesWith(SerializationPair.fromSerializer(RedisSerializer.string())))
                    .disableCreateOnMissingCache()
                    .initialCacheNames(Set.of("texts"))
                    .build();
        }
    }

    static class Texts {

        @Cacheable("texts")
        public Map<Long, String> read(@CacheAsMulti Collection<Long> ids) {
            Map<Long, String> texts = new HashMap<>();
            ids.forEach(id -> texts.put(id, id.toString()));
            return texts;
        }
    }
}
