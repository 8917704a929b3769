package io.github.ms100.cacheasmulti.redis;

import io.github.ms100.cacheasmulti.fixture.SpringLine;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Users' own cache managers of Redis, ready for use. */
public final class RedisManagers {

    private RedisManagers() {}

    /** Returns a manager whose single writes are seen by the next read. */
    public static RedisCacheManager of(RedisConnectionFactory connections, RedisCacheConfiguration defaults) {
        return of(SpringLine.redisWriter(connections), defaults);
    }

    public static RedisCacheManager of(RedisCacheWriter writer, RedisCacheConfiguration defaults) {
        RedisCacheManager manager =
                RedisCacheManager.builder(writer).cacheDefaults(defaults).build();
        manager.afterPropertiesSet();
        return manager;
    }
}
