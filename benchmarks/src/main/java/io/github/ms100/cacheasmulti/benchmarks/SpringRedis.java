package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.support.redis.RedisCacheCustomizer;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheManager.RedisCacheManagerBuilder;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Spring's cache manager for Redis. Writes are acknowledged: by default single puts and evicts of Spring Data Redis 4 do not
 * wait for the server, which would be less work than what the others do.
 */
record SpringRedis(LettuceConnectionFactory connectionFactory, RedisCacheManager cacheManager)
        implements AutoCloseable {

    /**
     * Connects to a server, or to a cluster if there are several.
     *
     * @param caches what else is set for all caches
     */
    static SpringRedis connect(
            List<Integer> ports, RedisSerializer<Object> values, UnaryOperator<RedisCacheConfiguration> caches) {
        LettuceConnectionFactory connectionFactory = ports.size() == 1
                ? new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", ports.get(0)))
                : new LettuceConnectionFactory(new RedisClusterConfiguration(
                        ports.stream().map(port -> "127.0.0.1:" + port).toList()));
        connectionFactory.afterPropertiesSet();
        connectionFactory.start();
        RedisCacheWriter acknowledged =
                RedisCacheWriter.create(connectionFactory, settings -> settings.immediateWrites(true));
        RedisCacheManagerBuilder builder = RedisCacheManager.builder(acknowledged)
                .cacheDefaults(caches.apply(
                        RedisCacheConfiguration.defaultCacheConfig().entryTtl(RedisEntries.TIME_TO_LIVE)));
        new RedisCacheCustomizer(Map.of(), values).customize(builder);
        RedisCacheManager cacheManager = builder.build();
        cacheManager.afterPropertiesSet();
        return new SpringRedis(connectionFactory, cacheManager);
    }

    @Override
    public void close() {
        connectionFactory.destroy();
    }
}
