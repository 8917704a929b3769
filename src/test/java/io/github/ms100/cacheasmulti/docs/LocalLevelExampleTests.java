package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The example of a local level without Spring Boot. */
class LocalLevelExampleTests {

    @Test
    void managerHasTheCacheWithItsLocalLevel() {
        LettuceConnectionFactory connectionFactory = TestRedis.lettuce();
        RedisCacheManager redisCacheManager = RedisCacheManager.create(connectionFactory);

        LocalLevel level = LocalLevel.on(connectionFactory)
                .cache("cars", spec -> spec.maximumSize(10_000).timeToLive(Duration.ofMinutes(1)))
                .build();
        RedisCacheManager twoLevels = level.apply(redisCacheManager);

        assertThat(twoLevels.getCache("cars")).isInstanceOf(RedisCache.class);
        assertThat(twoLevels.getCache("cars").getClass()).isNotEqualTo(RedisCache.class);
        assertThat(twoLevels.getCache("bikes").getClass()).isEqualTo(RedisCache.class);
        level.close();
        connectionFactory.destroy();
    }
}
