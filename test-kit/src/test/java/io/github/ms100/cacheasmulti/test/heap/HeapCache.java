package io.github.ms100.cacheasmulti.test.heap;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** A store as an author may have it before it works in batches: a Spring cache that counts, and whose entries expire. */
public class HeapCache extends ConcurrentMapCache {

    /** What each entry has beside its value. */
    public final Map<Object, String> settings = new ConcurrentHashMap<>();

    public final AtomicLong calls = new AtomicLong();

    public final AtomicLong hits = new AtomicLong();

    public final AtomicLong misses = new AtomicLong();

    public HeapCache(boolean allowNullValues) {
        super("cars", allowNullValues);
    }

    public HeapCache() {
        this(true);
    }

    public List<Long> statistics() {
        return List.of(hits.get(), misses.get());
    }

    @Override
    public ValueWrapper get(Object key) {
        calls.incrementAndGet();
        ValueWrapper hit = super.get(key);
        count(hit);
        return hit;
    }

    /** Counts a hit or, if there is none, a miss. */
    public void count(Object hit) {
        (hit == null ? misses : hits).incrementAndGet();
    }

    @Override
    public void put(Object key, Object value) {
        calls.incrementAndGet();
        super.put(key, value);
        settings.put(key, "expires");
    }

    @Override
    public void evict(Object key) {
        calls.incrementAndGet();
        super.evict(key);
        settings.remove(key);
    }

    /** Reads as a client with a bulk operation does: without a call for each key. */
    public ValueWrapper peek(Object key) {
        ValueWrapper hit = super.get(key);
        count(hit);
        return hit;
    }

    /** Writes as a client with a bulk operation does. */
    public void store(Object key, Object value) {
        super.put(key, value);
        settings.put(key, "expires");
    }

    /** Removes as a client with a bulk operation does. */
    public void remove(Object key) {
        super.evict(key);
        settings.remove(key);
    }
}
