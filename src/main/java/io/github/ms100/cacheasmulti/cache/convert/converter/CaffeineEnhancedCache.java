package io.github.ms100.cacheasmulti.cache.convert.converter;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.ms100.cacheasmulti.cache.internal.ArrayReadableCache;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.support.NullValue;

/** Reads and evicts a batch in one native call; writes one by one, as Caffeine's own {@code putAll} does. */
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
        if (keys.isEmpty()) {
            return Collections.emptyMap();
        }
        Map<Object, Object> stored;
        try {
            stored = read(keys);
        } catch (RuntimeException ex) {
            // A failed loader does not say which keys it could load: ask for each.
            return super.multiGet(keys);
        }
        return new StoredValues(stored, allowNullValues);
    }

    @Override
    public boolean readInto(Object[] keys, @Nullable Object[] values) {
        if (nativeCache instanceof LoadingCache) {
            return false;
        }
        for (int i = 0; i < keys.length; i++) {
            Object stored = nativeCache.getIfPresent(keys[i]);
            if (stored != null) {
                values[i] = (allowNullValues && stored == NullValue.INSTANCE) ? null : stored;
            }
        }
        return true;
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
