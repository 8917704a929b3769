package io.github.ms100.cacheasmulti.cache.interceptor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.internal.store.redis.RedisCacheConverter;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.io.Serializable;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.ehcache.core.config.DefaultConfiguration;
import org.ehcache.jsr107.EhcacheCachingProvider;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.jcache.JCacheCache;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** The stores that every call is tried on: caches of the users' own, those of {@link #REFUSING} without nulls. */
public enum TestStore {
    CONCURRENT_MAP {
        @Override
        public Cache newCache(String name) {
            return new ConcurrentMapCache(name, !name.equals(REFUSING));
        }

        @Override
        public Map<?, ?> dump(Cache cache) {
            return new LinkedHashMap<>((Map<?, ?>) cache.getNativeCache());
        }
    },

    CAFFEINE {
        @Override
        public Cache newCache(String name) {
            return new CaffeineCache(name, Caffeine.newBuilder().build(), !name.equals(REFUSING));
        }

        @Override
        public Map<?, ?> dump(Cache cache) {
            return new LinkedHashMap<>(((CaffeineCache) cache).getNativeCache().asMap());
        }
    },

    /** By value: keys and values are serialized. */
    EHCACHE {
        @Override
        public Cache newCache(String name) {
            return new JCacheCache(Ehcache.newCache(name), !name.equals(REFUSING));
        }

        @Override
        public Map<?, ?> dump(Cache cache) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            ((JCacheCache) cache).getNativeCache().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
            return entries;
        }
    },

    REDIS {
        @Override
        public Cache newCache(String name) {
            return newRedisCache(name, SpringLine.redisWriter(Connections.FACTORY));
        }

        @Override
        public Map<?, ?> dump(Cache cache) {
            RedisCacheConfiguration configuration = ((RedisCache) cache).getCacheConfiguration();
            String prefix = configuration.getKeyPrefixFor(cache.getName());
            awaitSingleWrites(((RedisCache) cache).getNativeCache());
            return TestRedis.onServer(connection -> {
                Map<String, String> entries = new HashMap<>();
                for (byte[] key : connection.keyCommands().keys((prefix + "*").getBytes(UTF_8))) {
                    String name = new String(key, UTF_8).substring(prefix.length());
                    entries.put(name, new String(connection.stringCommands().get(key), ISO_8859_1));
                }
                return entries;
            });
        }
    };

    /** The name of the cache that refuses nulls. */
    public static final String REFUSING = "refusing";

    /** The name of the cache that holds exceptions. */
    public static final String FAILURES = "failures";

    public static final List<String> NAMES = List.of("a", "b", "c", "rows", "groups", "optionals", FAILURES, REFUSING);

    /** Returns whether values must be serializable. */
    public boolean serializes() {
        return this == EHCACHE || this == REDIS;
    }

    /** Creates an empty cache that nobody else sees. */
    public abstract Cache newCache(String name);

    /** Returns what a cache holds, in the store's own form. */
    public abstract Map<?, ?> dump(Cache cache);

    /** Creates an empty cache of Redis, written to by the given writer, that nobody else sees. */
    public static Cache newRedisCache(String name, RedisCacheWriter writer) {
        String prefix = UUID.randomUUID() + ":";
        RedisCacheConfiguration configuration =
                RedisCacheConfiguration.defaultCacheConfig().prefixCacheNameWith(prefix);
        if (name.equals(REFUSING)) {
            configuration = configuration.disableCachingNullValues();
        }
        RedisCacheManager manager =
                RedisCacheManager.builder(writer).cacheDefaults(configuration).build();
        manager.afterPropertiesSet();
        return Objects.requireNonNull(manager.getCache(name));
    }

    private static void awaitSingleWrites(RedisCacheWriter writer) {
        CompletableFuture<Void> pending =
                writer instanceof CountingRedisCacheWriter telling ? telling.pendingWrites() : null;
        if (pending != null) {
            pending.join();
        }
    }

    /** Returns the converter that an application with Redis has as a bean. */
    public static EnhancedCacheConverter<?> redisConverter() {
        return redisConverterOn(Connections.FACTORY);
    }

    /** Returns the converter of an application with the given connections. */
    public static EnhancedCacheConverter<?> redisConverterOn(RedisConnectionFactory connections) {
        return new RedisCacheConverter(() -> connections, () -> 1000);
    }

    /** Ehcache, with as many managers as there are caches of one name: a manager has one of each. */
    private static final class Ehcache {

        private static final EhcacheCachingProvider PROVIDER = new EhcacheCachingProvider();

        private static final Map<String, Integer> COUNTS = new HashMap<>();

        @SuppressWarnings("unchecked")
        static javax.cache.Cache<Object, Object> newCache(String name) {
            int number = COUNTS.merge(name, 1, Integer::sum);
            CacheManager manager = PROVIDER.getCacheManager(
                    URI.create("urn:test:" + number), new DefaultConfiguration(PROVIDER.getDefaultClassLoader()));
            javax.cache.Cache<?, ?> cache = manager.createCache(
                    name,
                    new MutableConfiguration<Serializable, Serializable>()
                            .setTypes(Serializable.class, Serializable.class));
            return (javax.cache.Cache<Object, Object>) cache;
        }
    }

    /** Connects when Redis is first used. */
    private static final class Connections {

        static final RedisConnectionFactory FACTORY = TestRedis.lettuce();
    }
}
