package io.github.ms100.cacheasmulti.internal.store;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.jcache.JCacheCache;
import org.springframework.cache.support.NullValue;
import org.springframework.util.CollectionUtils;

/**
 * Reads a batch with one {@code getAll}, writes it with one {@code putAll} and evicts it with one {@code removeAll} of
 * the JSR-107 provider, whichever that is.
 *
 * <p>A provider that throws does not say which keys failed, so the batch is then repeated key by key (B1): what the
 * failed call had read, written or evicted is done and counted in the provider's statistics a second time. A batch
 * that holds a {@code null} for a cache that refuses it is written key by key from the start.
 *
 * <p>A read-through cache loads the misses of a batch as it does those of single gets, with one {@code loadAll} of its
 * {@code CacheLoader}; a write-through cache hands the batch to {@code writeAll} and {@code deleteAll} of its
 * {@code CacheWriter}.
 *
 * <p>Ehcache hides a failure of its store instead of throwing, and gives up every key of the bulk call for it. So its
 * batches are written key by key, as it does itself behind {@code putAll}. Where it cannot read one entry (off the heap
 * or on disk), it drops all entries of the batch, and all of them are misses.
 */
final class JCacheView extends LoopingView {

    private final Cache<Object, Object> nativeCache;

    private final boolean writesKeyByKey;

    JCacheView(JCacheCache source) {
        super(source);
        this.nativeCache = source.getNativeCache();
        this.writesKeyByKey = nativeCache.getClass().getName().startsWith("org.ehcache.");
    }

    @Override
    public void read(Object[] keys, @Nullable Object[] values) {
        Map<Object, Object> stored;
        try {
            stored = nativeCache.getAll(setOf(keys));
        } catch (RuntimeException ex) {
            super.read(keys, values);
            return;
        }
        // Ehcache answers with null values when it could not read.
        readStored(keys, values, stored::get);
    }

    @Override
    public void write(Object[] keys, @Nullable Object[] values) {
        if (writesKeyByKey || (refusesNull() && Arrays.asList(values).contains(null))) {
            super.write(keys, values);
            return;
        }
        Map<Object, Object> stored = CollectionUtils.newLinkedHashMap(keys.length);
        for (int i = 0; i < keys.length; i++) {
            Object value = values[i];
            stored.put(keys[i], (value == null) ? NullValue.INSTANCE : value);
        }
        try {
            nativeCache.putAll(stored);
        } catch (RuntimeException ex) {
            super.write(keys, values);
        }
    }

    @Override
    public void evict(Object[] keys) {
        try {
            nativeCache.removeAll(setOf(keys));
        } catch (RuntimeException ex) {
            super.evict(keys);
        }
    }

    @Override
    public void evictNow(Object[] keys) {
        evict(keys);
    }

    private static Set<Object> setOf(Object[] keys) {
        return new LinkedHashSet<>(Arrays.asList(keys));
    }
}
