package io.github.ms100.cacheasmulti.demo.redis;

import io.github.ms100.cacheasmulti.demo.web.CacheDescription;
import java.util.Objects;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The profile {@code redis}: a cache that several applications share. */
@Configuration(proxyBeanMethods = false)
@Profile("redis")
class RedisConfiguration {

    @Bean
    static CacheDescription cacheDescription(LettuceConnectionFactory redis) {
        return new CacheDescription("Redis on %s:%d".formatted(redis.getHostName(), redis.getPort()));
    }

    @Bean
    static RedisCommandCount redisCommandCount() {
        return new RedisCommandCount();
    }

    @Bean
    static ClientResourcesBuilderCustomizer countCommands(RedisCommandCount count) {
        return resources -> resources.commandLatencyRecorder(count);
    }

    /**
     * Stops the start-up if no server answers, before the page is served; forgets what an earlier run left there. Nodes have a
     * server of their own, which is new.
     */
    @Bean
    @Profile("!nodes")
    static SmartInitializingSingleton freshStart(LettuceConnectionFactory redis, CacheManager caches) {
        return () -> {
            try (RedisConnection connection = redis.getConnection()) {
                connection.ping();
                // The database begins anew at every start, so entries of an earlier run may be wrong.
                caches.getCacheNames().forEach(name -> Objects.requireNonNull(caches.getCache(name))
                        .invalidate());
            } catch (DataAccessException exception) {
                throw new RedisUnavailableException(redis.getHostName(), redis.getPort(), exception);
            }
        };
    }
}
