package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.internal.store.ViewCaches;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
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

    private static final Map<RedisConnectionFactory, TestLevel> LEVELS = new ConcurrentHashMap<>();

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

    /** Remembers where a cache has its connections from, and returns it; behind a local level if these are to have one. */
    static RedisCache connected(RedisConnectionFactory factory, RedisCache cache) {
        FACTORIES.put(cache.getName(), factory);
        TestLevel level = LEVELS.get(factory);
        return (level == null) ? cache : level.before(cache);
    }

    /** Puts local copies in front of all caches that will be made on some connections. */
    static <T extends RedisConnectionFactory> T withLocalLevel(T factory, LocalLevel.Copies kind) {
        return withLocalLevel(factory, kind, 1000);
    }

    static <T extends RedisConnectionFactory> T withLocalLevel(T factory, LocalLevel.Copies kind, int maxBatchSize) {
        LEVELS.put(factory, new TestLevel(factory, kind, maxBatchSize));
        return factory;
    }

    /** Ends the local level of some connections. */
    static void withoutLocalLevel(RedisConnectionFactory factory) {
        LEVELS.remove(factory).close();
    }

    /** Makes up for what a test has changed past the library, which no local level hears of (L15): no copy is believed. */
    static void changedPastTheLibrary() {
        LEVELS.values().forEach(TestLevel::forget);
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
