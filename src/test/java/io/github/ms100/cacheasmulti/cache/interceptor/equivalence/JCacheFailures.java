package io.github.ms100.cacheasmulti.cache.interceptor.equivalence;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.interceptor.equivalence.Database.Failure;
import io.github.ms100.cacheasmulti.cache.interceptor.equivalence.Database.Outage;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheResult;

/**
 * Pairs of {@code @CacheResult} that cache exceptions.
 *
 * <p>A loop stores the exception of the element it stops at, a batch only if the method was asked for no other (J3), so
 * where the method throws, all elements but one are cached before.
 */
class JCacheFailures {

    private final Database database;

    JCacheFailures(Database database) {
        this.database = database;
    }

    @CacheResult(cacheName = "a", exceptionCacheName = "failures")
    public List<String> all(@CacheAsMulti List<Integer> ids) {
        return database.list(ids);
    }

    @CacheResult(cacheName = "a", exceptionCacheName = "failures")
    public String all(Integer id) {
        return database.one(id);
    }

    @CacheResult(cacheName = "a", exceptionCacheName = "failures", cachedExceptions = Outage.class)
    public Map<Integer, String> some(@CacheAsMulti Collection<Integer> ids, String tag) {
        return database.map(ids);
    }

    @CacheResult(cacheName = "a", exceptionCacheName = "failures", cachedExceptions = Outage.class)
    public String some(Integer id, String tag) {
        return database.one(id);
    }

    @CacheResult(cacheName = "b", exceptionCacheName = "failures", nonCachedExceptions = Outage.class)
    public List<String> others(@CacheAsMulti @CacheKey List<Integer> ids, String tag) {
        return database.list(ids);
    }

    @CacheResult(cacheName = "b", exceptionCacheName = "failures", nonCachedExceptions = Outage.class)
    public String others(@CacheKey Integer id, String tag) {
        return database.one(id);
    }

    @CacheResult(
            cacheName = "a",
            exceptionCacheName = "failures",
            cachedExceptions = Failure.class,
            nonCachedExceptions = Outage.class,
            cacheKeyGenerator = SharedKeys.class)
    public List<String> generated(@CacheAsMulti Set<Integer> ids) {
        return database.list(ids);
    }

    @CacheResult(
            cacheName = "a",
            exceptionCacheName = "failures",
            cachedExceptions = Failure.class,
            nonCachedExceptions = Outage.class,
            cacheKeyGenerator = SharedKeys.class)
    public String generated(Integer id) {
        return database.one(id);
    }

    @CacheResult(cacheName = "c", exceptionCacheName = "failures", skipGet = true)
    public List<String> fresh(@CacheAsMulti LinkedHashSet<Integer> ids) {
        return database.list(ids);
    }

    @CacheResult(cacheName = "c", exceptionCacheName = "failures", skipGet = true)
    public String fresh(Integer id) {
        return database.one(id);
    }
}
