package io.github.ms100.cacheasmulti.shapes;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheResult;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.util.ObjectUtils;

/** A batch method for every parameter type of S3; the name of an element is the element in words. */
@CacheConfig(cacheNames = "a")
@CacheDefaults(cacheName = "a")
class Names {

    Object given;

    private List<String> load(Object ids) {
        given = ids;
        return items(ids).stream().map(Object::toString).collect(Collectors.toList());
    }

    @Cacheable
    @CacheResult
    public List<String> iterable(@CacheAsMulti Iterable<Integer> ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> collection(@CacheAsMulti Collection<Integer> ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> list(@CacheAsMulti List<Integer> ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> arrayList(@CacheAsMulti ArrayList<Integer> ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> linkedList(@CacheAsMulti LinkedList<Integer> ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> arrayDeque(@CacheAsMulti ArrayDeque<Integer> ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> copying(@CacheAsMulti Copying ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> set(@CacheAsMulti Set<Integer> ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> hashSet(@CacheAsMulti HashSet<Integer> ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> linkedHashSet(@CacheAsMulti LinkedHashSet<Integer> ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> sortedSet(@CacheAsMulti SortedSet<Integer> ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> treeSet(@CacheAsMulti TreeSet<Integer> ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> skipListSet(@CacheAsMulti ConcurrentSkipListSet<Integer> ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> enumSet(@CacheAsMulti EnumSet<Thread.State> ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> array(@CacheAsMulti Integer[] ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> varargs(@CacheAsMulti Integer... ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> primitives(@CacheAsMulti int[] ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public List<String> byName(@CacheAsMulti Set<String> ids) {
        return load(ids);
    }

    @Cacheable
    @CacheResult
    public Map<Colliding, String> colliding(@CacheAsMulti List<Colliding> ids) {
        given = ids;
        return ids.stream().collect(Collectors.toMap(id -> id, Object::toString));
    }

    @SuppressWarnings("unchecked")
    static <E> List<E> items(Object container) {
        return (List<E>)
                (container instanceof Iterable<?> iterable
                        ? StreamSupport.stream(iterable.spliterator(), false).toList()
                        : Arrays.asList(ObjectUtils.toObjectArray(container)));
    }

    record Colliding(int id) {

        @Override
        public int hashCode() {
            return id % 2;
        }
    }

    /** Has a copy constructor only. */
    static final class Copying extends ArrayList<Integer> {

        public Copying(Collection<Integer> ids) {
            super(ids);
        }
    }
}
