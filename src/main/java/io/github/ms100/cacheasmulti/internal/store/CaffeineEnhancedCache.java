package io.github.ms100.cacheasmulti.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.support.NullValue;
import org.springframework.cache.support.SimpleValueWrapper;
import org.springframework.util.CollectionUtils;

/**
 * Reads a batch straight from the map, or with one {@code getAll} if the cache loads, and evicts it with one call; writes one
 * by one, as Caffeine's own {@code putAll} does.
 */
final class CaffeineEnhancedCache extends LoopingEnhancedCache implements ArrayReadableCache {

    private final Cache<Object, Object> nativeCache;

    private final boolean allowNullValues;

    CaffeineEnhancedCache(CaffeineCache source) {
        super(source);
        this.nativeCache = source.getNativeCache();
        this.allowNullValues = source.isAllowNullValues();
    }

    @Override
    public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
        Map<Object, ValueWrapper> hits = CollectionUtils.newLinkedHashMap(keys.size());
        if (!keys.isEmpty()) {
            try {
                read(keys).forEach((key, stored) -> hits.put(key, new SimpleValueWrapper(userValue(stored))));
            } catch (RuntimeException ex) {
                // A failed loader does not say which keys it could load: ask for each.
                return super.multiGet(keys);
            }
        }
        return hits;
    }

    /** Not if it loads: then a batch is one call of the loader. */
    @Override
    public boolean isArrayReadable() {
        return !(nativeCache instanceof LoadingCache);
    }

    @Override
    public void readInto(Object[] keys, @Nullable Object[] values) {
        fill(keys, values, nativeCache::getIfPresent, allowNullValues);
    }

    private @Nullable Object userValue(Object stored) {
        return (allowNullValues && stored == NullValue.INSTANCE) ? null : stored;
    }

    private Map<Object, Object> read(Collection<?> keys) {
        // A single get of a loading cache loads, so a batch must load too.
        return nativeCache instanceof LoadingCache<Object, Object> loading
                ? loading.getAll(keys)
                : nativeCache.getAllPresent(keys);
    }

    @Override
    public void multiEvict(Collection<?> keys) {
        if (!keys.isEmpty()) {
            nativeCache.invalidateAll(keys);
        }
    }

    @Override
    public void multiEvictIfPresent(Collection<?> keys) {
        multiEvict(keys);
    }
}
