package io.github.ms100.cacheasmulti.equivalence;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;

/**
 * Pairs whose elements share keys, and whose values are not all to be stored (S16): because of {@code unless}, because
 * the cache refuses nulls, or because they are missing under {@code strictNull}, which a single method says with {@code
 * unless}.
 *
 * <p>Elements are distinct: in a loop, a duplicate would find what another element has stored since (S6).
 */
class UnstoredReads {

    private static final String SHARED = "#p0 == null ? 'none' : 'mod' + #p0 % 2";

    private static final String HALVED = "#p0 == null ? 'none' : 'half' + #p0 / 2";

    private final GivenData data;

    UnstoredReads(GivenData data) {
        this.data = data;
    }

    @Cacheable(cacheNames = "a", key = SHARED, unless = "#p0 == 1 || #p0 == 2 || #p0 == 3")
    @Retention(RetentionPolicy.RUNTIME)
    @interface ByElement {}

    @ByElement
    public List<String> unstoredByElement(@CacheAsMulti LinkedHashSet<Integer> ids) {
        return data.list(ids);
    }

    @ByElement
    public String unstoredByElement(Integer ids) {
        return data.one(ids);
    }

    @ByElement
    public Map<Integer, String> unstoredInPortions(@CacheAsMulti(maxLoadSize = 2) LinkedHashSet<Integer> ids) {
        return data.map(ids);
    }

    @ByElement
    public String unstoredInPortions(Integer ids) {
        return data.one(ids);
    }

    @Cacheable(
            cacheNames = {"b", "a"},
            key = SHARED,
            condition = "#p0 != 4",
            unless = "#result == null || #result.startsWith('v2')")
    @Retention(RetentionPolicy.RUNTIME)
    @interface ByResult {}

    @ByResult
    public Map<Integer, String> unstoredByResult(@CacheAsMulti Set<Integer> ids) {
        return data.map(ids);
    }

    @ByResult
    public String unstoredByResult(Integer ids) {
        return data.one(ids);
    }

    @Cacheable(cacheNames = "refusing", key = SHARED)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Refused {}

    @Refused
    public List<String> unstoredRefused(@CacheAsMulti LinkedHashSet<Integer> ids) {
        return data.list(ids);
    }

    @Refused
    public String unstoredRefused(Integer ids) {
        return data.one(ids);
    }

    @Cacheable(
            cacheNames = {"refusing", "c"},
            key = SHARED,
            unless = "#p0 == 0")
    @Retention(RetentionPolicy.RUNTIME)
    @interface RefusedByOne {}

    @RefusedByOne
    public Map<Integer, String> unstoredRefusedByOne(@CacheAsMulti Set<Integer> ids) {
        return data.map(ids);
    }

    @RefusedByOne
    public String unstoredRefusedByOne(Integer ids) {
        return data.one(ids);
    }

    @Cacheable(cacheNames = "a", key = SHARED, unless = "#p0 == 5")
    public Map<Integer, String> unstoredStrictly(@CacheAsMulti(strictNull = true) Set<Integer> ids) {
        Map<Integer, String> map = data.map(ids);
        map.values().removeIf(Objects::isNull);
        return map;
    }

    @Cacheable(cacheNames = "a", key = SHARED, unless = "#p0 == 5 || #result == null")
    public String unstoredStrictly(Integer ids) {
        return data.one(ids);
    }

    @Caching(
            cacheable = {
                @Cacheable(cacheNames = "a", key = SHARED, unless = "#p0 == 1 || #p0 == 2"),
                @Cacheable(cacheNames = "b", key = HALVED, unless = "#result == null")
            })
    @Retention(RetentionPolicy.RUNTIME)
    @interface ByTwoReads {}

    @ByTwoReads
    public List<String> unstoredByTwoReads(@CacheAsMulti LinkedHashSet<Integer> ids) {
        return data.list(ids);
    }

    @ByTwoReads
    public String unstoredByTwoReads(Integer ids) {
        return data.one(ids);
    }

    @Caching(
            cacheable = {
                @Cacheable(cacheNames = "refusing", key = HALVED, condition = "#p0 != 3"),
                @Cacheable(
                        cacheNames = {"b", "c"},
                        key = SHARED,
                        unless = "#p0 == 0 || #p0 == 3 || #result == 'v2:4'"),
                @Cacheable(cacheNames = "a", key = "#p0 == null ? 'none' : 'third' + #p0 / 3", unless = "#p0 == 4")
            })
    @Retention(RetentionPolicy.RUNTIME)
    @interface ByThreeReads {}

    @ByThreeReads
    public Map<Integer, String> unstoredByThreeReads(@CacheAsMulti(maxLoadSize = 3) Set<Integer> ids) {
        return data.map(ids);
    }

    @ByThreeReads
    public String unstoredByThreeReads(Integer ids) {
        return data.one(ids);
    }
}
