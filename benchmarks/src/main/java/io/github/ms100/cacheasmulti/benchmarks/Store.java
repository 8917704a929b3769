package io.github.ms100.cacheasmulti.benchmarks;

import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.jcache.JCacheCacheManager;

/** Where cars are cached: Spring's way to it, and the way by hand to the same entries. */
public interface Store extends AutoCloseable {

    CacheManager cacheManager();

    /** Returns a batch by hand; each has a connection of its own. */
    Batch byHand(Variant variant);

    /** Returns a batch by hand on the entries in Redis alone, if there are copies on the heap as well. */
    default Batch remote() {
        throw new UnsupportedOperationException();
    }

    /** Returns the ports of the Redis servers on this machine, if it is Redis. */
    default List<Integer> ports() {
        return List.of();
    }

    @Override
    default void close() throws Exception {}

    @SuppressWarnings("unchecked")
    static <C> C nativeCache(CacheManager manager) {
        return (C) manager.getCache(Cars.CACHE).getNativeCache();
    }

    /** Returns Spring's cache manager without any settings. */
    static Store concurrentMap() {
        CacheManager manager = new ConcurrentMapCacheManager();
        ConcurrentMap<Object, Car> map = nativeCache(manager);
        return inMemory(manager, variant -> new ConcurrentMapByHand(map, variant));
    }

    /** Returns Spring's cache manager without any settings. */
    static Store caffeine() {
        CacheManager manager = new CaffeineCacheManager();
        com.github.benmanes.caffeine.cache.Cache<Object, Car> cache = nativeCache(manager);
        return inMemory(manager, variant -> new CaffeineByHand(cache, variant));
    }

    /** Returns a cache on the heap that holds the objects themselves, no copies. */
    static Store ehcache() {
        javax.cache.CacheManager provider = Caching.getCachingProvider().getCacheManager();
        javax.cache.Cache<Object, Car> cache = provider.getCache(Cars.CACHE);
        if (cache == null) {
            MutableConfiguration<Object, Car> references =
                    new MutableConfiguration<Object, Car>().setStoreByValue(false);
            cache = provider.createCache(Cars.CACHE, references);
        }
        javax.cache.Cache<Object, Car> created = cache;
        JCacheCacheManager manager = new JCacheCacheManager(provider);
        manager.afterPropertiesSet();
        return inMemory(manager, variant -> new JCacheByHand(created, variant));
    }

    private static Store inMemory(CacheManager manager, Function<Variant, Batch> byHand) {
        return new Store() {

            @Override
            public CacheManager cacheManager() {
                return manager;
            }

            @Override
            public Batch byHand(Variant variant) {
                return byHand.apply(variant);
            }
        };
    }
}
