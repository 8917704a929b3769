package io.github.ms100.cacheasmulti.cache.interceptor;

import com.github.benmanes.caffeine.cache.Cache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.support.SimpleCacheManager;

/** The stores that every call is tried on: caches of the users' own, those of {@link #REFUSING} without nulls. */
public enum TestStore {
    CONCURRENT_MAP {
        @Override
        public org.springframework.cache.Cache newCache(String name) {
            return new ConcurrentMapCache(name, !name.equals(REFUSING));
        }

        @Override
        public Map<?, ?> dump(org.springframework.cache.Cache cache) {
            return new LinkedHashMap<>((Map<?, ?>) cache.getNativeCache());
        }
    },

    CAFFEINE {
        @Override
        public org.springframework.cache.Cache newCache(String name) {
            Cache<Object, Object> cache =
                    com.github.benmanes.caffeine.cache.Caffeine.newBuilder().build();
            return new CaffeineCache(name, cache, !name.equals(REFUSING));
        }

        @Override
        public Map<?, ?> dump(org.springframework.cache.Cache cache) {
            return new LinkedHashMap<>(((Cache<?, ?>) cache.getNativeCache()).asMap());
        }
    };

    /** The name of the cache that refuses nulls. */
    public static final String REFUSING = "refusing";

    public static final List<String> NAMES = List.of("a", "b", "c", "rows", "groups", REFUSING);

    /** Creates an empty cache that nobody else sees. */
    public abstract org.springframework.cache.Cache newCache(String name);

    /** Returns what a cache holds, in the store's own form. */
    public abstract Map<?, ?> dump(org.springframework.cache.Cache cache);

    /** Returns a manager of fresh caches, one for each name. */
    public CacheManager newManager() {
        SimpleCacheManager manager = new SimpleCacheManager();
        manager.setCaches(NAMES.stream().map(this::newCache).toList());
        manager.initializeCaches();
        return manager;
    }
}
