package io.github.ms100.cacheasmulti.test.heap;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The batch form of a {@link HeapCache}, as it should be. */
public class HeapBatch implements EnhancedCache {

    protected final HeapCache source;

    public HeapBatch(HeapCache source) {
        this.source = source;
    }

    @Override
    public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
        Map<Object, ValueWrapper> found = new LinkedHashMap<>();
        if (!keys.isEmpty()) {
            source.calls.incrementAndGet();
            for (Object key : new LinkedHashSet<>(keys)) {
                ValueWrapper hit = source.peek(key);
                if (hit != null) {
                    found.put(key, hit);
                }
            }
        }
        return found;
    }

    @Override
    public void multiPut(Map<?, ?> map) {
        if (!map.isEmpty()) {
            source.calls.incrementAndGet();
            map.forEach(source::store);
        }
    }

    @Override
    public void multiEvict(Collection<?> keys) {
        if (!keys.isEmpty()) {
            source.calls.incrementAndGet();
            keys.forEach(source::remove);
        }
    }

    @Override
    public void multiEvictIfPresent(Collection<?> keys) {
        if (!keys.isEmpty()) {
            source.calls.incrementAndGet();
            keys.forEach(source::remove);
        }
    }

    @Override
    public String getName() {
        return source.getName();
    }

    @Override
    public Object getNativeCache() {
        return source.getNativeCache();
    }

    @Override
    public ValueWrapper get(Object key) {
        return source.get(key);
    }

    @Override
    public <T> T get(Object key, Class<T> type) {
        return source.get(key, type);
    }

    @Override
    public <T> T get(Object key, Callable<T> valueLoader) {
        return source.get(key, valueLoader);
    }

    @Override
    public CompletableFuture<?> retrieve(Object key) {
        return source.retrieve(key);
    }

    @Override
    public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
        return source.retrieve(key, valueLoader);
    }

    @Override
    public void put(Object key, Object value) {
        source.put(key, value);
    }

    @Override
    public ValueWrapper putIfAbsent(Object key, Object value) {
        return source.putIfAbsent(key, value);
    }

    @Override
    public void evict(Object key) {
        source.evict(key);
    }

    @Override
    public boolean evictIfPresent(Object key) {
        return source.evictIfPresent(key);
    }

    @Override
    public void clear() {
        source.clear();
    }

    @Override
    public boolean invalidate() {
        return source.invalidate();
    }
}
