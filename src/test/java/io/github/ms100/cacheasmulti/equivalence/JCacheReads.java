package io.github.ms100.cacheasmulti.equivalence;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.equivalence.GivenData.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheResult;

/** Pairs of one batch and one single method with {@code @CacheResult}. */
class JCacheReads {

    private final GivenData data;

    JCacheReads(GivenData data) {
        this.data = data;
    }

    @CacheResult(cacheName = "a")
    public List<String> plain(@CacheAsMulti List<Integer> ids) {
        return data.list(ids);
    }

    @CacheResult(cacheName = "a")
    public String plain(Integer id) {
        return data.one(id);
    }

    @CacheResult(cacheName = "a")
    public Map<Integer, String> plainMap(@CacheAsMulti Iterable<Integer> ids) {
        return data.map(ids);
    }

    @CacheResult(cacheName = "a")
    public String plainMap(Integer id) {
        return data.one(id);
    }

    @CacheResult(cacheName = "optionals")
    public Map<Integer, Optional<String>> optional(@CacheAsMulti Collection<Integer> ids) {
        Map<Integer, Optional<String>> map = new LinkedHashMap<>();
        ids.forEach(id -> map.put(id, data.optional(id)));
        return map;
    }

    @CacheResult(cacheName = "optionals")
    public Optional<String> optional(Integer id) {
        return data.optional(id);
    }

    @CacheResult(cacheName = "b")
    public String[] variable(@CacheAsMulti Integer... ids) {
        return data.list(Arrays.asList(ids)).toArray(new String[0]);
    }

    @CacheResult(cacheName = "b")
    public String variable(Integer id) {
        return data.one(id);
    }

    @CacheResult(cacheName = "a")
    public ArrayList<String> sorted(@CacheAsMulti SortedSet<Integer> ids, String tag) {
        return new ArrayList<>(data.list(ids));
    }

    @CacheResult(cacheName = "a")
    public String sorted(Integer id, String tag) {
        return data.one(id);
    }

    @CacheResult(cacheName = "a")
    public List<String> tagFirst(String tag, @CacheAsMulti Integer[] ids) {
        return data.list(Arrays.asList(ids));
    }

    @CacheResult(cacheName = "a")
    public String tagFirst(String tag, Integer id) {
        return data.one(id);
    }

    @CacheResult(cacheName = "a")
    public List<String> someOfTheKey(@CacheKey @CacheAsMulti Collection<Integer> ids, String tag) {
        return data.list(ids);
    }

    @CacheResult(cacheName = "a")
    public String someOfTheKey(@CacheKey Integer id, String tag) {
        return data.one(id);
    }

    @CacheResult(cacheName = "c")
    public Map<Integer, String> aroundTheKey(
            @CacheKey String tag, String other, @CacheKey @CacheAsMulti Set<Integer> ids, String... tags) {
        return data.map(ids);
    }

    @CacheResult(cacheName = "c")
    public String aroundTheKey(@CacheKey String tag, String other, @CacheKey Integer id, String... tags) {
        return data.one(id);
    }

    @CacheResult(cacheName = "c")
    public List<String> variableKey(@CacheAsMulti List<Integer> ids, String... tags) {
        return data.list(ids);
    }

    @CacheResult(cacheName = "c")
    public String variableKey(Integer id, String... tags) {
        return data.one(id);
    }

    @CacheResult(cacheName = "a", cacheKeyGenerator = SharedKeys.class)
    public List<String> generated(@CacheKey @CacheAsMulti List<Integer> ids, String ignored) {
        return data.list(ids);
    }

    @CacheResult(cacheName = "a", cacheKeyGenerator = SharedKeys.class)
    public String generated(@CacheKey Integer id, String ignored) {
        return data.one(id);
    }

    @CacheResult(cacheName = "refusing")
    public Map<Integer, String> refusing(@CacheAsMulti List<Integer> ids) {
        return data.map(ids);
    }

    @CacheResult(cacheName = "refusing")
    public String refusing(Integer id) {
        return data.one(id);
    }

    /** A null at a position is explicit, so that it is cached as that of the single method is (S11). */
    @CacheResult(cacheName = "b")
    public List<String> strict(@CacheAsMulti(strictNull = true) List<Integer> ids) {
        return data.list(ids);
    }

    @CacheResult(cacheName = "b")
    public String strict(Integer id) {
        return data.one(id);
    }

    @CacheResult(cacheName = "rows")
    public Collection<Row> matched(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
        List<Row> rows = new ArrayList<>();
        ids.forEach(id -> rows.add(0, data.row(id)));
        rows.addAll(data.strays());
        return rows;
    }

    @CacheResult(cacheName = "rows")
    public Row matched(Integer id) {
        return data.row(id);
    }

    @CacheResult(cacheName = "groups")
    public List<Row> grouped(@CacheAsMulti(asElementField = "id", grouped = true) Set<Integer> ids) {
        List<Row> rows = new ArrayList<>();
        ids.forEach(id -> rows.addAll(0, data.rows(id)));
        rows.addAll(data.strays());
        return rows;
    }

    @CacheResult(cacheName = "groups")
    public List<Row> grouped(Integer id) {
        return data.rows(id);
    }

    @CacheResult(cacheName = "a", skipGet = true)
    public List<String> fresh(@CacheAsMulti List<Integer> ids, String tag) {
        return data.list(ids);
    }

    @CacheResult(cacheName = "a", skipGet = true)
    public String fresh(Integer id, String tag) {
        return data.one(id);
    }

    /** A loop loads a duplicate again, and stores it again under a key that another element has had meanwhile (S6): a set. */
    @CacheResult(cacheName = "a", skipGet = true, cacheKeyGenerator = SharedKeys.class)
    public List<String> freshGenerated(@CacheAsMulti LinkedHashSet<Integer> ids) {
        return data.list(ids);
    }

    @CacheResult(cacheName = "a", skipGet = true, cacheKeyGenerator = SharedKeys.class)
    public String freshGenerated(Integer id) {
        return data.one(id);
    }

    @CacheResult(cacheName = "refusing", cacheKeyGenerator = SharedKeys.class)
    public Map<Integer, String> unstoredRefused(@CacheAsMulti Set<Integer> ids) {
        return data.map(ids);
    }

    @CacheResult(cacheName = "refusing", cacheKeyGenerator = SharedKeys.class)
    public String unstoredRefused(Integer id) {
        return data.one(id);
    }
}
