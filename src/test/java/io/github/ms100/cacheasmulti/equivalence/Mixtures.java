package io.github.ms100.cacheasmulti.equivalence;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;

/**
 * Pairs of several operations.
 *
 * <p>Where one operation would undo, for a later element, what another did for an earlier one, the loop interleaves
 * phases and the batch does not (S1); and where an element is found only by the second read, the loop may find its
 * duplicate under a key shared with another element (S6). Such pairs take a {@code Set}: elements are distinct.
 */
class Mixtures {

    private static final String SHARED = "#p0 == null ? 'none' : 'mod' + #p0 % 3";

    private final GivenData data;

    Mixtures(GivenData data) {
        this.data = data;
    }

    @Caching(
            cacheable = {
                @Cacheable(cacheNames = "a", key = SHARED, condition = "#p0 != 1"),
                @Cacheable(cacheNames = {"b", "c"})
            })
    @Retention(RetentionPolicy.RUNTIME)
    @interface TwoReads {}

    @TwoReads
    public List<String> twoReads(@CacheAsMulti LinkedHashSet<Integer> ids) {
        return data.list(ids);
    }

    @TwoReads
    public String twoReads(Integer ids) {
        return data.one(ids);
    }

    @Caching(
            cacheable = {
                @Cacheable(cacheNames = "a", condition = "#p0 != 2"),
                @Cacheable(cacheNames = "b", key = SHARED, condition = "#p0 != 3"),
                @Cacheable(cacheNames = "c", key = "#p0 == null ? 'none' : 'half' + #p0 / 2")
            })
    @Retention(RetentionPolicy.RUNTIME)
    @interface ThreeReads {}

    @ThreeReads
    public Map<Integer, String> threeReads(@CacheAsMulti Set<Integer> ids) {
        return data.map(ids);
    }

    @ThreeReads
    public String threeReads(Integer ids) {
        return data.one(ids);
    }

    @Cacheable("a")
    @CachePut(cacheNames = "b", key = "'put:' + #ids")
    @Retention(RetentionPolicy.RUNTIME)
    @interface ReadAndPut {}

    @ReadAndPut
    public List<String> readAndPut(@CacheAsMulti List<Integer> ids) {
        return data.list(ids);
    }

    @ReadAndPut
    public String readAndPut(Integer ids) {
        return data.one(ids);
    }

    @Cacheable(cacheNames = "a", key = SHARED)
    @CachePut(
            cacheNames = {"b", "refusing"},
            condition = "#ids != null && #ids > 2")
    @Retention(RetentionPolicy.RUNTIME)
    @interface SharedReadAndPut {}

    @SharedReadAndPut
    public List<String> sharedReadAndPut(@CacheAsMulti List<Integer> ids) {
        return data.list(ids);
    }

    @SharedReadAndPut
    public String sharedReadAndPut(Integer ids) {
        return data.one(ids);
    }

    @Cacheable(cacheNames = "a", key = SHARED, unless = "#p0 == 0 || #p0 == 1 || #result == null")
    @Caching(
            put = {
                @CachePut(cacheNames = "b", condition = "#ids != null && #ids > 3"),
                @CachePut(cacheNames = "c", condition = "#ids == 2 && #result != null")
            })
    @Retention(RetentionPolicy.RUNTIME)
    @interface UnstoredReadAndPut {}

    @UnstoredReadAndPut
    public List<String> unstoredReadAndPut(@CacheAsMulti LinkedHashSet<Integer> ids) {
        return data.list(ids);
    }

    @UnstoredReadAndPut
    public String unstoredReadAndPut(Integer ids) {
        return data.one(ids);
    }

    @Caching(
            cacheable = {
                @Cacheable(cacheNames = "a", key = SHARED, unless = "#p0 == 0 || #p0 == 1"),
                @Cacheable(cacheNames = "refusing", key = "#p0 == null ? 'none' : 'half' + #p0 / 2")
            },
            // No unless: where the value is unknown, the batch evicts without asking it (S11).
            put = @CachePut(cacheNames = "b", condition = "#ids == 2 || #ids == 5"))
    @Retention(RetentionPolicy.RUNTIME)
    @interface UnstoredReadsAndPut {}

    @UnstoredReadsAndPut
    public Map<Integer, String> unstoredReadsAndPut(@CacheAsMulti Set<Integer> ids) {
        return data.map(ids);
    }

    @UnstoredReadsAndPut
    public String unstoredReadsAndPut(Integer ids) {
        return data.one(ids);
    }

    @Caching(
            cacheable = @Cacheable(cacheNames = "a", unless = "#result == null"),
            put = {
                @CachePut(cacheNames = "b", condition = "#tag == 'y' && #result != null", key = "#result"),
                @CachePut(cacheNames = "c", condition = "#ids == 3", unless = "#tag == 'x'")
            })
    @Retention(RetentionPolicy.RUNTIME)
    @interface PutIfResult {}

    @PutIfResult
    public List<String> putIfResult(@CacheAsMulti List<Integer> ids, String tag) {
        return data.list(ids);
    }

    @PutIfResult
    public String putIfResult(Integer ids, String tag) {
        return data.one(ids);
    }

    @Cacheable(cacheNames = "a", key = "'x:' + #ids")
    @CacheEvict(cacheNames = "b", condition = "#result == null || #ids == 3")
    @Retention(RetentionPolicy.RUNTIME)
    @interface ReadAndEvict {}

    @ReadAndEvict
    public Map<Integer, String> readAndEvict(@CacheAsMulti Collection<Integer> ids) {
        return data.map(ids);
    }

    @ReadAndEvict
    public String readAndEvict(Integer ids) {
        return data.one(ids);
    }

    @Cacheable({"a", "b"})
    @CacheEvict(cacheNames = "a", beforeInvocation = true, condition = "#tag != 'x'")
    @Retention(RetentionPolicy.RUNTIME)
    @interface EvictThenRead {}

    @EvictThenRead
    public List<String> evictThenRead(@CacheAsMulti Set<Integer> ids, String tag) {
        return data.list(ids);
    }

    @EvictThenRead
    public String evictThenRead(Integer ids, String tag) {
        return data.one(ids);
    }

    @Caching(
            cacheable = @Cacheable("a"),
            put = @CachePut(cacheNames = "a", key = "'put:' + #ids"),
            evict = @CacheEvict(cacheNames = "a", condition = "#result != null"))
    @Retention(RetentionPolicy.RUNTIME)
    @interface ReadPutEvict {}

    @ReadPutEvict
    public List<String> readPutEvict(@CacheAsMulti Set<Integer> ids) {
        return data.list(ids);
    }

    @ReadPutEvict
    public String readPutEvict(Integer ids) {
        return data.one(ids);
    }

    @Cacheable(cacheNames = "a", keyGenerator = "keys")
    @Caching(
            put = @CachePut(cacheNames = "b", keyGenerator = "keys", condition = "#tags.length > 1"),
            evict = @CacheEvict(cacheNames = "c", allEntries = true, beforeInvocation = true, condition = "#a1 != 'x'"))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Varied {}

    @Varied
    public String[] varied(@CacheAsMulti Integer[] ids, String... tags) {
        return data.list(Arrays.asList(ids)).toArray(new String[0]);
    }

    @Varied
    public String varied(Integer ids, String... tags) {
        return data.one(ids);
    }
}
