package io.github.ms100.cacheasmulti.equivalence;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.equivalence.GivenData.Row;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.springframework.cache.annotation.Cacheable;

/** Pairs of one batch and one single method, with the same name and annotation, which read with one key each. */
class Reads {

    private static final String SHARED = "#p0 == null ? 'none' : 'mod' + #p0 % 3";

    private final GivenData data;

    Reads(GivenData data) {
        this.data = data;
    }

    @Cacheable("a")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Plain {}

    @Plain
    public List<String> plain(@CacheAsMulti List<Integer> ids) {
        return data.list(ids);
    }

    @Plain
    public String plain(Integer ids) {
        return data.one(ids);
    }

    @Plain
    public Map<Integer, String> plainMap(@CacheAsMulti Iterable<Integer> ids) {
        return data.map(ids);
    }

    @Plain
    public String plainMap(Integer ids) {
        return data.one(ids);
    }

    @Plain
    public Map<Integer, Optional<String>> plainOptional(@CacheAsMulti Collection<Integer> ids) {
        Map<Integer, Optional<String>> map = new java.util.HashMap<>();
        ids.forEach(id -> map.put(id, data.optional(id)));
        return map;
    }

    @Plain
    public Optional<String> plainOptional(Integer ids) {
        return data.optional(ids);
    }

    @Cacheable(cacheNames = "a", key = "#ids")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Keyed {}

    @Keyed
    public List<String> keyed(@CacheAsMulti List<Integer> ids) {
        return data.list(ids);
    }

    @Keyed
    public String keyed(Integer ids) {
        return data.one(ids);
    }

    @Keyed
    public List<String> keyedSorted(@CacheAsMulti SortedSet<Integer> ids) {
        return data.list(ids);
    }

    @Keyed
    public String keyedSorted(Integer ids) {
        return data.one(ids);
    }

    @Cacheable(cacheNames = "a", key = "'x:' + #p0")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Prefixed {}

    @Prefixed
    public String[] prefixed(@CacheAsMulti Integer... ids) {
        return data.list(Arrays.asList(ids)).toArray(new String[0]);
    }

    @Prefixed
    public String prefixed(Integer ids) {
        return data.one(ids);
    }

    @Cacheable(cacheNames = "a", key = SHARED)
    @Retention(RetentionPolicy.RUNTIME)
    @interface SharedKey {}

    @SharedKey
    public List<String> sharedKey(@CacheAsMulti List<Integer> ids) {
        return data.list(ids);
    }

    @SharedKey
    public String sharedKey(Integer ids) {
        return data.one(ids);
    }

    @SharedKey
    public Map<Integer, String> sharedKeyMap(@CacheAsMulti Set<Integer> ids) {
        return data.map(ids);
    }

    @SharedKey
    public String sharedKeyMap(Integer ids) {
        return data.one(ids);
    }

    @Cacheable(
            cacheNames = {"a", "b"},
            key = SHARED,
            condition = "#ids != 4")
    @Retention(RetentionPolicy.RUNTIME)
    @interface SharedConditional {}

    @SharedConditional
    public List<String> sharedConditional(@CacheAsMulti Collection<Integer> ids) {
        return data.list(ids);
    }

    @SharedConditional
    public String sharedConditional(Integer ids) {
        return data.one(ids);
    }

    @Plain
    public List<String> tagged(@CacheAsMulti List<Integer> ids, String tag) {
        return data.list(ids);
    }

    @Plain
    public String tagged(Integer ids, String tag) {
        return data.one(ids);
    }

    @Cacheable(cacheNames = "a", key = "#root.args[1] + #tag + #root.methodName + #root.caches[0].name")
    @Retention(RetentionPolicy.RUNTIME)
    @interface TagFirst {}

    @TagFirst
    public List<String> tagFirst(String tag, @CacheAsMulti List<Integer> ids) {
        return data.list(ids);
    }

    @TagFirst
    public String tagFirst(String tag, Integer ids) {
        return data.one(ids);
    }

    @Cacheable(cacheNames = "a", keyGenerator = "keys")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Generated {}

    @Generated
    public ArrayList<String> generated(@CacheAsMulti ArrayList<Integer> ids, String tag) {
        return new ArrayList<>(data.list(ids));
    }

    @Generated
    public String generated(Integer ids, String tag) {
        return data.one(ids);
    }

    @Cacheable(cacheNames = "a", key = "{#ids, #tag}", condition = "#ids != null && #ids > 2 || #tag == 'y'")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Conditional {}

    @Conditional
    public List<String> conditional(@CacheAsMulti List<Integer> ids, String tag) {
        return data.list(ids);
    }

    @Conditional
    public String conditional(Integer ids, String tag) {
        return data.one(ids);
    }

    @Cacheable(cacheNames = "a", condition = "#tag == 'x'", unless = "#result == null")
    @Retention(RetentionPolicy.RUNTIME)
    @interface UnlessNull {}

    @UnlessNull
    public List<String> unlessNull(@CacheAsMulti List<Integer> ids, String tag) {
        return data.list(ids);
    }

    @UnlessNull
    public String unlessNull(Integer ids, String tag) {
        return data.one(ids);
    }

    @Cacheable(cacheNames = "b", unless = "#ids == 1 || #result?.startsWith('v2')")
    @Retention(RetentionPolicy.RUNTIME)
    @interface UnlessEither {}

    /** By position: its {@code unless} fails for a null, and is not judged where nothing is recorded as missing (S11). */
    @UnlessEither
    public List<String> unlessEither(@CacheAsMulti Collection<Integer> ids) {
        return data.list(ids);
    }

    @UnlessEither
    public String unlessEither(Integer ids) {
        return data.one(ids);
    }

    @Cacheable({"refusing", "b", "a"})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Several {}

    @Several
    public List<String> several(@CacheAsMulti List<Integer> ids) {
        return data.list(ids);
    }

    @Several
    public String several(Integer ids) {
        return data.one(ids);
    }

    @Cacheable("refusing")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Refusing {}

    @Refusing
    public Map<Integer, String> refusing(@CacheAsMulti List<Integer> ids) {
        return data.map(ids);
    }

    @Refusing
    public String refusing(Integer ids) {
        return data.one(ids);
    }

    @Cacheable("rows")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Matched {}

    @Matched
    public Collection<Row> matched(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
        List<Row> rows = new ArrayList<>();
        ids.forEach(id -> rows.add(0, data.row(id)));
        rows.addAll(data.strays());
        return rows;
    }

    @Matched
    public Row matched(Integer ids) {
        return data.row(ids);
    }

    @Cacheable("groups")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Grouped {}

    @Grouped
    public List<Row> grouped(@CacheAsMulti(asElementField = "id", grouped = true) Set<Integer> ids) {
        List<Row> rows = new ArrayList<>();
        ids.forEach(id -> rows.addAll(0, data.rows(id)));
        rows.addAll(data.strays());
        return rows;
    }

    @Grouped
    public List<Row> grouped(Integer ids) {
        return data.rows(ids);
    }
}
