package io.github.ms100.cacheasmulti.equivalence;

import io.github.ms100.cacheasmulti.fixture.TestStore;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import java.util.List;
import java.util.Set;
import org.springframework.cache.Cache;

/** Remembers the keys that Spring's own interceptor asks for, so that a test can put something under them. */
final class KeyRecordingCache extends WrappedCache {

    private final Cache target;

    private final Set<Object> keys;

    private boolean recordsMissing = true;

    KeyRecordingCache(Cache target, Set<Object> keys) {
        super(target);
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
    public ValueWrapper get(Object key) {
        keys.add(key);
        return super.get(key);
    }

    @Override
    public void put(Object key, Object value) {
        keys.add(key);
        // What Spring does for a cache that refuses nulls is an error; the batch skips it (S1, S11).
        boolean nothing = value == null || value.equals(List.of());
        if (nothing && !recordsMissing) {
            target.evict(key);
        } else if (value != null || !getName().equals(TestStore.REFUSING)) {
            super.put(key, value);
        }
    }

    @Override
    public void evict(Object key) {
        keys.add(key);
        super.evict(key);
    }

    @Override
    public boolean evictIfPresent(Object key) {
        keys.add(key);
        return target.evictIfPresent(key);
    }

    @Override
    public boolean invalidate() {
        return target.invalidate();
    }
}
