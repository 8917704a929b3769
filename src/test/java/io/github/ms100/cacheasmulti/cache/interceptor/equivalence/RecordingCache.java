package io.github.ms100.cacheasmulti.cache.interceptor.equivalence;

import io.github.ms100.cacheasmulti.cache.interceptor.TestStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.springframework.cache.Cache;

/** Remembers the keys that Spring's own interceptor asks for, so that a test can put something under them. */
final class RecordingCache implements Cache {

    private final Cache target;

    private final Set<Object> keys;

    private boolean recordsMissing = true;

    RecordingCache(Cache target, Set<Object> keys) {
        this.target = target;
        this.keys = keys;
    }

    Cache target() {
        return target;
    }

    /** Decides whether it is stored that there is nothing; if not, it is evicted, as a batch does where it cannot know (S11). */
    void recordMissing(boolean recorded) {
        recordsMissing = recorded;
    }

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
        boolean nothing = value == null || value.equals(List.of());
        if (nothing && !recordsMissing) {
            target.evict(key);
        } else if (value != null || !getName().equals(TestStore.REFUSING)) {
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
