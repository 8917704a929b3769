package io.github.ms100.cacheasmulti.equivalence;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/**
 * Pairs whose elements are equal to others that have other keys. A result has one value per element, by position: a map
 * or a row cannot tell which of them it is about (S6).
 */
class Twins {

    private static final String KEY = "#p0 == null ? 'none' : 'twin' + #p0.number()";

    private final GivenData data;

    Twins(GivenData data) {
        this.data = data;
    }

    @Cacheable(cacheNames = "a", key = KEY)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Keyed {}

    @Keyed
    public List<String> twinList(@CacheAsMulti List<Twin> twins) {
        return load(twins);
    }

    @Keyed
    public String twinList(Twin twins) {
        return load(twins);
    }

    @Cacheable(
            cacheNames = {"b", "a"},
            key = KEY,
            condition = "#p0?.number() != 3",
            unless = "#result == null")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Conditional {}

    @Conditional
    public String[] twinArray(@CacheAsMulti Twin... twins) {
        return load(Arrays.asList(twins)).toArray(new String[0]);
    }

    @Conditional
    public String twinArray(Twin twins) {
        return load(twins);
    }

    @CachePut(
            cacheNames = {"a", "b"},
            key = KEY,
            condition = "#p0?.number() != 4")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Put {}

    @Put
    public List<String> putTwins(@CacheAsMulti Collection<Twin> twins) {
        return load(twins);
    }

    @Put
    public String putTwins(Twin twins) {
        return load(twins);
    }

    @CacheEvict(cacheNames = "a", key = KEY)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Evict {}

    @Evict
    public void evictTwins(@CacheAsMulti Iterable<Twin> twins) {
        load(twins);
    }

    @Evict
    public void evictTwins(Twin twins) {
        load(twins);
    }

    @CacheEvict(cacheNames = "b", condition = "#p0?.number() == 2", allEntries = true, beforeInvocation = true)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Clear {}

    @Clear
    public void clearForTwins(@CacheAsMulti List<Twin> twins) {
        load(twins);
    }

    @Clear
    public void clearForTwins(Twin twins) {
        load(twins);
    }

    @Cacheable(cacheNames = "a", key = KEY)
    @CacheEvict(cacheNames = "b", key = KEY, condition = "#p0 != null && #p0.number() > 1")
    @CachePut(cacheNames = "c", key = "'put' + #p0?.number()")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Several {}

    @Several
    public List<String> severalTwins(@CacheAsMulti List<Twin> twins) {
        return load(twins);
    }

    @Several
    public String severalTwins(Twin twins) {
        return load(twins);
    }

    private List<String> load(Iterable<Twin> twins) {
        List<String> values = new ArrayList<>();
        twins.forEach(twin -> values.add(load(twin)));
        return values;
    }

    private String load(Twin twin) {
        return data.one((twin == null) ? null : twin.number());
    }

    /** One of two that are equal: 0 and 1, 2 and 3, and so on. */
    public record Twin(int number) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Twin twin && twin.number / 2 == number / 2;
        }

        @Override
        public int hashCode() {
            return Objects.hash(number / 2);
        }
    }
}
