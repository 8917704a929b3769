package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.internal.AnnouncingCache;
import io.github.ms100.cacheasmulti.cache.internal.Changes;
import java.util.Collection;
import java.util.Collections;
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
        changes.announce(known, map.keySet());
        quiet.multiPut(map);
    }

    @Override
    public void multiEvict(Collection<?> keys) {
        changes.announce(known, keys);
        quiet.multiEvict(keys);
    }

    @Override
    public void multiEvictIfPresent(Collection<?> keys) {
        changes.announceNow(known, keys);
        quiet.multiEvictIfPresent(keys);
    }

    @Override
    public void put(Object key, @Nullable Object value) {
        changes.announce(known, Collections.singleton(key));
        quiet.put(key, value);
    }

    @Override
    public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
        changes.announceNow(known, Collections.singleton(key));
        return quiet.putIfAbsent(key, value);
    }

    @Override
    public void evict(Object key) {
        changes.announce(known, Collections.singleton(key));
        quiet.evict(key);
    }

    @Override
    public boolean evictIfPresent(Object key) {
        changes.announceNow(known, Collections.singleton(key));
        return quiet.evictIfPresent(key);
    }

    @Override
    public void clear() {
        changes.announceClear(known);
        quiet.clear();
    }

    @Override
    public boolean invalidate() {
        changes.announceClearNow(known);
        return quiet.invalidate();
    }

    @Override
    public String toString() {
        return quiet.toString();
    }
}
