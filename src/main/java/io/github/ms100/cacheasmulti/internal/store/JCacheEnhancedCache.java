package io.github.ms100.cacheasmulti.internal.store;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.jcache.JCacheCache;
import org.springframework.cache.support.NullValue;
import org.springframework.cache.support.SimpleValueWrapper;
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
final class JCacheEnhancedCache extends LoopingEnhancedCache {

    private final Cache<Object, Object> nativeCache;

    private final boolean allowNullValues;

    private final boolean writesKeyByKey;

    JCacheEnhancedCache(JCacheCache source) {
        super(source);
        this.nativeCache = source.getNativeCache();
        this.allowNullValues = source.isAllowNullValues();
        this.writesKeyByKey = nativeCache.getClass().getName().startsWith("org.ehcache.");
    }

    @Override
    public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
        Map<Object, ValueWrapper> hits = CollectionUtils.newLinkedHashMap(keys.size());
        if (!keys.isEmpty()) {
            try {
                nativeCache.getAll(new LinkedHashSet<>(keys)).forEach((key, stored) -> addHit(hits, key, stored));
            } catch (RuntimeException ex) {
                return super.multiGet(keys);
            }
        }
        return hits;
    }

    private void addHit(Map<Object, ValueWrapper> hits, Object key, @Nullable Object stored) {
        // Ehcache answers with null values when it could not read.
        if (stored != null) {
            boolean cachedNull = allowNullValues && stored instanceof NullValue;
            hits.put(key, new SimpleValueWrapper(cachedNull ? null : stored));
        }
    }

    @Override
    public void multiPut(Map<?, ?> map) {
        boolean refusesSome = !allowNullValues && map.values().stream().anyMatch(Objects::isNull);
        if (writesKeyByKey || refusesSome) {
            super.multiPut(map);
        } else if (!map.isEmpty()) {
            Map<Object, Object> stored = CollectionUtils.newLinkedHashMap(map.size());
            map.forEach((key, value) -> stored.put(key, value == null ? NullValue.INSTANCE : value));
            try {
                nativeCache.putAll(stored);
            } catch (RuntimeException ex) {
                super.multiPut(map);
            }
        }
    }

    @Override
    public void multiEvict(Collection<?> keys) {
        if (!keys.isEmpty()) {
            try {
                nativeCache.removeAll(new LinkedHashSet<>(keys));
            } catch (RuntimeException ex) {
                super.multiEvict(keys);
            }
        }
    }

    @Override
    public void multiEvictIfPresent(Collection<?> keys) {
        multiEvict(keys);
    }
}
