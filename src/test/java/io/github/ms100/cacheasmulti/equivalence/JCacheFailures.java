package io.github.ms100.cacheasmulti.equivalence;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.equivalence.GivenData.Failure;
import io.github.ms100.cacheasmulti.equivalence.GivenData.Outage;
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

    private final GivenData data;

    JCacheFailures(GivenData data) {
        this.data = data;
    }

    @CacheResult(cacheName = "a", exceptionCacheName = "failures")
    public List<String> all(@CacheAsMulti List<Integer> ids) {
        return data.list(ids);
    }

    @CacheResult(cacheName = "a", exceptionCacheName = "failures")
    public String all(Integer id) {
        return data.one(id);
    }

    @CacheResult(cacheName = "a", exceptionCacheName = "failures", cachedExceptions = Outage.class)
    public Map<Integer, String> some(@CacheAsMulti Collection<Integer> ids, String tag) {
        return data.map(ids);
    }

    @CacheResult(cacheName = "a", exceptionCacheName = "failures", cachedExceptions = Outage.class)
    public String some(Integer id, String tag) {
        return data.one(id);
    }

    @CacheResult(cacheName = "b", exceptionCacheName = "failures", nonCachedExceptions = Outage.class)
    public List<String> others(@CacheAsMulti @CacheKey List<Integer> ids, String tag) {
        return data.list(ids);
    }

    @CacheResult(cacheName = "b", exceptionCacheName = "failures", nonCachedExceptions = Outage.class)
    public String others(@CacheKey Integer id, String tag) {
        return data.one(id);
    }

    @CacheResult(
            cacheName = "a",
            exceptionCacheName = "failures",
            cachedExceptions = Failure.class,
            nonCachedExceptions = Outage.class,
            cacheKeyGenerator = SharedKeys.class)
    public List<String> generated(@CacheAsMulti Set<Integer> ids) {
        return data.list(ids);
    }

    @CacheResult(
            cacheName = "a",
            exceptionCacheName = "failures",
            cachedExceptions = Failure.class,
            nonCachedExceptions = Outage.class,
            cacheKeyGenerator = SharedKeys.class)
    public String generated(Integer id) {
        return data.one(id);
    }

    @CacheResult(cacheName = "c", exceptionCacheName = "failures", skipGet = true)
    public List<String> fresh(@CacheAsMulti LinkedHashSet<Integer> ids) {
        return data.list(ids);
    }

    @CacheResult(cacheName = "c", exceptionCacheName = "failures", skipGet = true)
    public String fresh(Integer id) {
        return data.one(id);
    }
}
