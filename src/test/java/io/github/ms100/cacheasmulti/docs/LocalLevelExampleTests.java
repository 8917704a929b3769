package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The example of a local level without Spring Boot. */
@ExtendWith(OutputCaptureExtension.class)
class LocalLevelExampleTests {

    @Test
    void managerHasTheCacheWithItsLocalLevel() {
        LettuceConnectionFactory connectionFactory = TestRedis.lettuce();
        RedisCacheManager redisCacheManager = RedisCacheManager.create(connectionFactory);

        LocalLevel level = LocalLevel.on(connectionFactory)
                .cache("cars", spec -> spec.maximumSize(10_000).timeToLive(Duration.ofMinutes(1)))
                .listener(() -> BatchListener.NO_OP) // the default; one of your own is told what happens
                .build();
        RedisCacheManager twoLevels = level.apply(redisCacheManager);

        assertThat(twoLevels.getCache("cars")).isInstanceOf(RedisCache.class);
        assertThat(twoLevels.getCache("cars").getClass()).isNotEqualTo(RedisCache.class);
        assertThat(twoLevels.getCache("bikes").getClass()).isEqualTo(RedisCache.class);
        level.close();
        connectionFactory.destroy();
    }

    @Test
    @DisplayName("L6 its single methods wait for what they send: batches overtake none, and nobody is warned of that")
    void nobodyIsWarned(CapturedOutput output) {
        LettuceConnectionFactory connectionFactory = TestRedis.lettuce();
        RedisCacheManager redisCacheManager = RedisCacheManager.create(connectionFactory);
        try (LocalLevel level = LocalLevel.on(connectionFactory)
                        .cache("cars", spec -> spec.maximumSize(10).timeToLive(Duration.ofMinutes(1)))
                        .build();
                CachingContext application =
                        CachingContext.of(level.apply(redisCacheManager), connectionFactory, Cars.class)) {
            Cars cars = application.bean(Cars.class);
            cars.put(List.of(1, 2));
            cars.evict(List.of(1, 2));
            cars.clear(List.of(1, 2));
        }

        assertThat(output).doesNotContain("may overtake");
    }

    static class Cars {

        @CachePut("cars")
        public Map<Integer, String> put(@CacheAsMulti List<Integer> ids) {
            return Map.of(1, "car 1", 2, "car 2");
        }

        @CacheEvict("cars")
        public void evict(@CacheAsMulti List<Integer> ids) {}

        @CacheEvict(cacheNames = "cars", allEntries = true)
        public void clear(@CacheAsMulti List<Integer> ids) {}
    }
}
