package io.github.ms100.cacheasmulti.cache.interceptor.equivalence;

import java.util.Set;
import java.util.concurrent.Callable;
import org.springframework.cache.Cache;

/** Remembers the keys that Spring's own interceptor asks for, so that a test can put something under them. */
record RecordingCache(Cache target, Set<Object> keys) implements Cache {

    @Override
    public String getName() {
        return target.getName();
    }

    @Override
    public Object getNativeCache() {
        return target.getNativeCache();
    }

    @Override
    public ValueWrapper get(Object key) {
        keys.add(key);
        return target.get(key);
    }

    @Override
    public <T> T get(Object key, Class<T> type) {
        return target.get(key, type);
    }

    @Override
    public <T> T get(Object key, Callable<T> valueLoader) {
        return target.get(key, valueLoader);
    }

    @Override
    public void put(Object key, Object value) {
        keys.add(key);
        // What Spring does for a cache that refuses nulls is an error; the batch skips it (S1, S11).
        if (value != null || !getName().equals("refusing")) {
            target.put(key, value);
        }
    }

    @Override
    public void evict(Object key) {
        keys.add(key);
        target.evict(key);
    }

    @Override
    public boolean evictIfPresent(Object key) {
        keys.add(key);
        return target.evictIfPresent(key);
    }

    @Override
    public void clear() {
        target.clear();
    }

    @Override
    public boolean invalidate() {
        return target.invalidate();
    }
}
