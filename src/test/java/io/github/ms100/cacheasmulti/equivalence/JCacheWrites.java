package io.github.ms100.cacheasmulti.equivalence;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.equivalence.GivenData.Failure;
import io.github.ms100.cacheasmulti.equivalence.GivenData.Outage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheValue;

/** Pairs of {@code @CachePut}, of a map and of one value, and of {@code @CacheRemove}. */
class JCacheWrites {

    private final GivenData data;

    JCacheWrites(GivenData data) {
        this.data = data;
    }

    @CachePut(cacheName = "a")
    public int put(@CacheAsMulti @CacheValue Map<Integer, String> values) {
        data.list(values.keySet());
        // What is stored is what the caller passed, as a single method cannot but store what it was given.
        int size = values.size();
        values.clear();
        return size;
    }

    @CachePut(cacheName = "a")
    public int put(Integer id, @CacheValue String value) {
        data.one(id);
        return 1;
    }

    @CachePut(cacheName = "a", afterInvocation = false)
    public void putEarly(@CacheAsMulti @CacheValue Map<Integer, String> values, String tag) {
        data.list(values.keySet());
    }

    @CachePut(cacheName = "a", afterInvocation = false)
    public void putEarly(Integer id, @CacheValue String value, String tag) {
        data.one(id);
    }

    @CachePut(cacheName = "b", cacheFor = Failure.class, noCacheFor = Outage.class)
    public void putFailing(
            @CacheKey String tag, @CacheAsMulti @CacheKey @CacheValue Map<Integer, String> values, String other) {
        data.list(values.keySet());
    }

    @CachePut(cacheName = "b", cacheFor = Failure.class, noCacheFor = Outage.class)
    public void putFailing(@CacheKey String tag, @CacheKey Integer id, @CacheValue String value, String other) {
        data.one(id);
    }

    @CachePut(cacheName = "refusing", cacheFor = Outage.class)
    public Map<Integer, String> putRefused(@CacheAsMulti @CacheKey @CacheValue LinkedHashMap<Integer, String> values) {
        data.list(values.keySet());
        return values;
    }

    @CachePut(cacheName = "refusing", cacheFor = Outage.class)
    public String putRefused(@CacheKey Integer id, @CacheValue String value) {
        data.one(id);
        return value;
    }

    @CachePut(cacheName = "c", noCacheFor = Outage.class)
    public void putVariable(@CacheAsMulti @CacheValue Map<Integer, String> values, String... tags) {
        data.list(values.keySet());
    }

    @CachePut(cacheName = "c", noCacheFor = Outage.class)
    public void putVariable(Integer id, @CacheValue String value, String... tags) {
        data.one(id);
    }

    @CachePut(cacheName = "c", cacheKeyGenerator = SharedKeys.class)
    public void putGenerated(String tag, @CacheAsMulti @CacheValue Map<Integer, String> values) {
        data.list(values.keySet());
    }

    @CachePut(cacheName = "c", cacheKeyGenerator = SharedKeys.class)
    public void putGenerated(String tag, Integer id, @CacheValue String value) {
        data.one(id);
    }

    @CacheRemove(cacheName = "a")
    public List<String> remove(@CacheAsMulti List<Integer> ids) {
        return data.list(ids);
    }

    @CacheRemove(cacheName = "a")
    public String remove(Integer id) {
        return data.one(id);
    }

    @CacheRemove(cacheName = "a", afterInvocation = false)
    public void removeEarly(@CacheAsMulti Iterable<Integer> ids, String tag) {
        data.list(ids);
    }

    @CacheRemove(cacheName = "a", afterInvocation = false)
    public void removeEarly(Integer id, String tag) {
        data.one(id);
    }

    @CacheRemove(cacheName = "a", evictFor = Outage.class)
    public void removeFailing(@CacheAsMulti @CacheKey Set<Integer> ids, String tag) {
        data.list(ids);
    }

    @CacheRemove(cacheName = "a", evictFor = Outage.class)
    public void removeFailing(@CacheKey Integer id, String tag) {
        data.one(id);
    }

    @CacheRemove(cacheName = "a", noEvictFor = Outage.class)
    public void removeUnless(@CacheAsMulti @CacheKey List<Integer> ids, @CacheKey String... tags) {
        data.list(ids);
    }

    @CacheRemove(cacheName = "a", noEvictFor = Outage.class)
    public void removeUnless(@CacheKey Integer id, @CacheKey String... tags) {
        data.one(id);
    }

    @CacheRemove(cacheName = "c", cacheKeyGenerator = SharedKeys.class)
    public void removeGenerated(@CacheAsMulti int[] ids) {}

    @CacheRemove(cacheName = "c", cacheKeyGenerator = SharedKeys.class)
    public void removeGenerated(int ids) {}
}
