package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.internal.change.Changes;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** What user code is given: tells running loads of each change, at the commit if it is made then. */
final class AnnouncingEnhancedCache extends ForwardingCache implements AnnouncingCache {

    /** The user's own cache, by which loads know it. */
    private final Cache known;

    private final EnhancedCache quiet;

    private final Changes changes = StoreIdentities.changes();

    AnnouncingEnhancedCache(Cache known, EnhancedCache quiet) {
        super(quiet);
        this.known = known;
        this.quiet = quiet;
    }

    @Override
    public EnhancedCache quiet() {
        return quiet;
    }

    @Override
    public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
        return quiet.multiGet(keys);
    }

    @Override
    public void multiPut(Map<?, ?> map) {
        changes.announce(known, map.keySet(), false);
        quiet.multiPut(map);
    }

    @Override
    public void multiEvict(Collection<?> keys) {
        changes.announce(known, keys, false);
        quiet.multiEvict(keys);
    }

    @Override
    public void multiEvictIfPresent(Collection<?> keys) {
        changes.announce(known, keys, true);
        quiet.multiEvictIfPresent(keys);
    }

    @Override
    public void put(Object key, @Nullable Object value) {
        changes.announceKey(known, key, false);
        quiet.put(key, value);
    }

    @Override
    public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
        changes.announceKey(known, key, true);
        return quiet.putIfAbsent(key, value);
    }

    @Override
    public void evict(Object key) {
        changes.announceKey(known, key, false);
        quiet.evict(key);
    }

    @Override
    public boolean evictIfPresent(Object key) {
        changes.announceKey(known, key, true);
        return quiet.evictIfPresent(key);
    }

    @Override
    public void clear() {
        changes.announceClear(known, false);
        quiet.clear();
    }

    @Override
    public boolean invalidate() {
        changes.announceClear(known, true);
        return quiet.invalidate();
    }

    @Override
    public String toString() {
        return quiet.toString();
    }
}
