package io.github.ms100.cacheasmulti.test.stores;

import io.github.ms100.cacheasmulti.test.PartialFailureContract.Operation;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache.Entry;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.springframework.cache.Cache;
import org.springframework.cache.jcache.JCacheCache;

/** What a cache of JSR-107 reads and writes through: it holds nothing, and fails for some keys. */
final class BrokenBackend implements CacheLoader<Integer, Serializable>, CacheWriter<Integer, Serializable> {

    private final Set<Integer> unloadable = new HashSet<>();

    private final Set<Integer> unwritable = new HashSet<>();

    private final Set<Integer> undeletable = new HashSet<>();

    /** Creates a cache in front of this. */
    Cache behind(JCaches caches) {
        return new JCacheCache(caches.create(JCaches.settings()
                .setReadThrough(true)
                .setCacheLoaderFactory(() -> this)
                .setWriteThrough(true)
                .setCacheWriterFactory(() -> this)));
    }

    void fail(Operation operation, Integer key) {
        switch (operation) {
            case GET -> unloadable.add(key);
            case PUT -> unwritable.add(key);
            case EVICT, EVICT_IF_PRESENT -> undeletable.add(key);
        }
    }

    @Override
    public Serializable load(Integer key) {
        check(unloadable, key);
        return null;
    }

    @Override
    public Map<Integer, Serializable> loadAll(Iterable<? extends Integer> keys) {
        keys.forEach(this::load);
        return new HashMap<>();
    }

    @Override
    public void write(Entry<? extends Integer, ? extends Serializable> entry) {
        check(unwritable, entry.getKey());
    }

    @Override
    public void writeAll(Collection<Entry<? extends Integer, ? extends Serializable>> entries) {
        for (Iterator<Entry<? extends Integer, ? extends Serializable>> rest = entries.iterator(); rest.hasNext(); ) {
            write(rest.next());
            rest.remove();
        }
    }

    @Override
    public void delete(Object key) {
        check(undeletable, key);
    }

    @Override
    public void deleteAll(Collection<?> keys) {
        for (Iterator<?> rest = keys.iterator(); rest.hasNext(); ) {
            delete(rest.next());
            rest.remove();
        }
    }

    private static void check(Set<Integer> broken, Object key) {
        if (broken.contains(key)) {
            throw new IllegalStateException("broken");
        }
    }
}
