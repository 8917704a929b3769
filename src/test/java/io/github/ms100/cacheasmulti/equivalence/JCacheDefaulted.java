package io.github.ms100.cacheasmulti.equivalence;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;

/** Pairs whose class says what cache and what keys they use. */
@CacheDefaults(cacheName = "b", cacheKeyGenerator = SharedKeys.class)
class JCacheDefaulted {

    private final GivenData data;

    JCacheDefaulted(GivenData data) {
        this.data = data;
    }

    @CacheResult
    public List<String> read(@CacheAsMulti List<Integer> ids, String tag) {
        return data.list(ids);
    }

    @CacheResult
    public String read(Integer id, String tag) {
        return data.one(id);
    }

    /** Elements are distinct: in a loop, a duplicate would find what another element has stored since (S6). */
    @CacheResult(cacheName = "c", exceptionCacheName = "failures")
    public Map<Integer, String> readElsewhere(@CacheAsMulti Set<Integer> ids) {
        return data.map(ids);
    }

    @CacheResult(cacheName = "c", exceptionCacheName = "failures")
    public String readElsewhere(Integer id) {
        return data.one(id);
    }

    @CachePut
    public void put(@CacheAsMulti @CacheValue Map<Integer, String> values) {
        data.list(values.keySet());
    }

    @CachePut
    public void put(Integer id, @CacheValue String value) {
        data.one(id);
    }

    @CacheRemove(afterInvocation = false)
    public void remove(@CacheAsMulti List<Integer> ids, String tag) {
        data.list(ids);
    }

    @CacheRemove(afterInvocation = false)
    public void remove(Integer id, String tag) {
        data.one(id);
    }
}
