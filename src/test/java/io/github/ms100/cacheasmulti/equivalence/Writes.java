package io.github.ms100.cacheasmulti.equivalence;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Caching;

/** Pairs that only put or evict: the batch method is handed the caller's own argument. */
class Writes {

    private final GivenData data;

    Writes(GivenData data) {
        this.data = data;
    }

    @CachePut({"a", "refusing"})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Put {}

    @Put
    public List<String> put(@CacheAsMulti List<Integer> ids) {
        return data.list(ids);
    }

    @Put
    public String put(Integer ids) {
        return data.one(ids);
    }

    @Put
    public Map<Integer, String> putTagged(@CacheAsMulti Collection<Integer> ids, String tag) {
        return data.map(ids);
    }

    @Put
    public String putTagged(Integer ids, String tag) {
        return data.one(ids);
    }

    @CachePut(cacheNames = "a", key = "#p0 == null ? 'none' : 'mod' + #p0 % 3", condition = "#ids != 4")
    @Retention(RetentionPolicy.RUNTIME)
    @interface PutShared {}

    @PutShared
    public List<String> putShared(@CacheAsMulti List<Integer> ids) {
        return data.list(ids);
    }

    @PutShared
    public String putShared(Integer ids) {
        return data.one(ids);
    }

    @CachePut(
            cacheNames = "b",
            key = "#result + #tag",
            condition = "#result != null and #ids != 2",
            unless = "#result.endsWith('3') && #tag == 'x'")
    @Retention(RetentionPolicy.RUNTIME)
    @interface PutResult {}

    @PutResult
    public List<String> putResult(@CacheAsMulti List<Integer> ids, String tag) {
        return data.list(ids);
    }

    @PutResult
    public String putResult(Integer ids, String tag) {
        return data.one(ids);
    }

    @CachePut(cacheNames = "b", key = "#result")
    @Retention(RetentionPolicy.RUNTIME)
    @interface PutUnderResult {}

    @PutUnderResult
    public List<String> putUnderResult(@CacheAsMulti List<Integer> ids) {
        return data.list(ids);
    }

    @PutUnderResult
    public String putUnderResult(Integer ids) {
        return data.one(ids);
    }

    @Caching(
            put = {
                @CachePut(cacheNames = "a", key = "'id' + #ids", unless = "#result == null"),
                @CachePut(cacheNames = "b", key = "#result", condition = "#result?.startsWith('v1')"),
                @CachePut(cacheNames = "c", condition = "#tag == 'y'")
            },
            evict = @CacheEvict(cacheNames = "refusing", key = "#result ?: #ids", condition = "#ids != 0"))
    @Retention(RetentionPolicy.RUNTIME)
    @interface PutSeveral {}

    @PutSeveral
    public String[] putSeveral(@CacheAsMulti Integer[] ids, String tag) {
        return data.list(List.of(ids)).toArray(new String[0]);
    }

    @PutSeveral
    public String putSeveral(Integer ids, String tag) {
        return data.one(ids);
    }

    @CacheEvict({"a", "b"})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Evict {}

    @Evict
    public void evict(@CacheAsMulti Collection<Integer> ids) {
        data.list(ids);
    }

    @Evict
    public void evict(Integer ids) {
        data.one(ids);
    }

    @Evict
    public void evictIterable(@CacheAsMulti Iterable<Integer> ids) {
        data.list(ids);
    }

    @Evict
    public void evictIterable(Integer ids) {
        data.one(ids);
    }

    @Put
    public Map<Integer, String> putIterable(@CacheAsMulti Iterable<Integer> ids) {
        return data.map(ids);
    }

    @Put
    public String putIterable(Integer ids) {
        return data.one(ids);
    }

    @Evict
    public void evictPrimitives(@CacheAsMulti int[] ids) {}

    @Evict
    public void evictPrimitives(int ids) {}

    @CacheEvict(cacheNames = "a", key = "'x:' + #a0", condition = "#ids > 1")
    @Retention(RetentionPolicy.RUNTIME)
    @interface EvictConditional {}

    @EvictConditional
    public int evictConditional(@CacheAsMulti List<Integer> ids) {
        return data.list(ids).size();
    }

    @EvictConditional
    public int evictConditional(Integer ids) {
        data.one(ids);
        return 1;
    }

    @CacheEvict(cacheNames = "b", key = "#result", condition = "#result != null && #ids != 1")
    @Retention(RetentionPolicy.RUNTIME)
    @interface EvictResult {}

    @EvictResult
    public List<String> evictResult(@CacheAsMulti List<Integer> ids) {
        return data.list(ids);
    }

    @EvictResult
    public String evictResult(Integer ids) {
        return data.one(ids);
    }

    @Caching(
            evict = {
                @CacheEvict(cacheNames = "a", beforeInvocation = true),
                @CacheEvict(cacheNames = "b", key = "#ids + ''", condition = "#tag == 'x'"),
                @CacheEvict(cacheNames = "c", allEntries = true, condition = "#ids == 5 || #tag == 'y'")
            })
    @Retention(RetentionPolicy.RUNTIME)
    @interface EvictSeveral {}

    @EvictSeveral
    public void evictSeveral(@CacheAsMulti List<Integer> ids, String tag) {}

    @EvictSeveral
    public void evictSeveral(Integer ids, String tag) {}

    @CacheEvict(
            cacheNames = {"a", "refusing"},
            allEntries = true,
            beforeInvocation = true)
    @Retention(RetentionPolicy.RUNTIME)
    @interface EvictAll {}

    @EvictAll
    public void evictAll(@CacheAsMulti Iterable<Integer> ids) {}

    @EvictAll
    public void evictAll(Integer ids) {}
}
