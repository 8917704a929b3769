package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.internal.store.ViewCaches;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Users' own caches, as a {@link RedisCacheManager} makes them, each with a name of its own. */
final class RedisCaches {

    private static final Map<String, RedisConnectionFactory> FACTORIES = new ConcurrentHashMap<>();

    private final RedisConnectionFactory factory;

    RedisCaches(RedisConnectionFactory factory) {
        this.factory = factory;
    }

    /** Creates a cache whose single writes are seen by the next read, unlike those of Spring Data's default writer. */
    RedisCache create(UnaryOperator<RedisCacheConfiguration> configuration) {
        return connected(
                factory,
                create(
                        SpringLine.redisWriter(factory),
                        configuration.apply(RedisCacheConfiguration.defaultCacheConfig())));
    }

    static RedisCache create(RedisCacheWriter writer, RedisCacheConfiguration configuration) {
        RedisCacheManager manager =
                RedisCacheManager.builder(writer).cacheDefaults(configuration).build();
        manager.afterPropertiesSet();
        return (RedisCache) manager.getCache("cache-" + UUID.randomUUID());
    }

    /** Remembers where a cache has its connections from, and returns it. */
    static RedisCache connected(RedisConnectionFactory factory, RedisCache cache) {
        FACTORIES.put(cache.getName(), factory);
        return cache;
    }

    static EnhancedCache enhance(RedisCache cache) {
        return enhance(cache, 1000);
    }

    static EnhancedCache enhance(RedisCache cache, int maxBatchSize) {
        return new RedisCacheConverter(() -> factoryOf(cache), () -> maxBatchSize).convert(cache);
    }

    /** Returns the store of a cache, as the engine sees it. */
    static StoreView view(RedisCache cache) {
        return ViewCaches.viewOf(enhance(cache));
    }

    /** Returns what a converter has to be told of the connections of a cache. */
    static RedisConnectionFactory factoryOf(Cache cache) {
        return SpringLine.toBeTold(FACTORIES.get(cache.getName()));
    }
}
