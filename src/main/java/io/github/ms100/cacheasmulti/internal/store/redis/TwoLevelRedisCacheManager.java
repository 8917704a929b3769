package io.github.ms100.cacheasmulti.internal.store.redis;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheManager;

/** Has the caches of another manager, some of them behind a local level (L1). */
final class TwoLevelRedisCacheManager extends RedisCacheManager {

    private final RedisCacheManager remote;

    private final LocalLevels levels;

    /** Kept when the manager is initialised anew, as a bean is: each has its copies. */
    private final Map<String, RedisCache> made = new ConcurrentHashMap<>();

    private TwoLevelRedisCacheManager(RedisCacheManager remote, LocalLevels levels, RedisCache any) {
        super(any.getNativeCache(), any.getCacheConfiguration());
        this.remote = remote;
        this.levels = levels;
        setTransactionAware(remote.isTransactionAware());
    }

    /** Returns the caches of a manager with their local levels; the manager itself if none of them is to have one. */
    static RedisCacheManager of(RedisCacheManager remote, LocalLevels levels) {
        if (remote.getCacheNames().isEmpty()) {
            remote.afterPropertiesSet();
        }
        return levels.names().stream()
                .map(name -> own(remote.getCache(name)))
                .filter(Objects::nonNull)
                .findFirst()
                .<RedisCacheManager>map(any -> {
                    TwoLevelRedisCacheManager manager = new TwoLevelRedisCacheManager(remote, levels, any);
                    manager.afterPropertiesSet();
                    return manager;
                })
                .orElse(remote);
    }

    /** Returns a cache of the manager as it makes them: who decorates it decorates it here, too. */
    private static @Nullable RedisCache own(@Nullable Cache cache) {
        Cache own = (cache instanceof TransactionAwareCacheDecorator decorator) ? decorator.getTargetCache() : cache;
        return (RedisCache) own;
    }

    @Override
    protected Collection<RedisCache> loadCaches() {
        return remote.getCacheNames().stream()
                .map(this::cache)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    protected @Nullable RedisCache getMissingCache(String name) {
        return cache(name);
    }

    private @Nullable RedisCache cache(String name) {
        RedisCache known = made.get(name);
        if (known != null) {
            return known;
        }
        RedisCache cache = own(remote.getCache(name));
        return (cache == null) ? null : made.computeIfAbsent(name, any -> levels.before(cache));
    }

    @Override
    public boolean isAllowRuntimeCacheCreation() {
        return remote.isAllowRuntimeCacheCreation();
    }
}
