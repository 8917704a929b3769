package io.github.ms100.cacheasmulti.cache.convert.converter;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import org.springframework.cache.caffeine.CaffeineCache;

/** Reads and evicts a batch in one native call; writes one by one, as Caffeine's own {@code putAll} does. */
final class CaffeineEnhancedCache extends LoopingEnhancedCache {

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

    private Map<Object, Object> read(Collection<?> keys) {
        // A single get of a loading cache loads, so a batch must load too.
        return nativeCache instanceof LoadingCache<Object, Object> loading
                ? loading.getAll(keys)
                : nativeCache.getAllPresent(keys);
    }

    @Override
    public void multiEvict(Collection<?> keys) {
        nativeCache.invalidateAll(keys);
    }

    @Override
    public void multiEvictIfPresent(Collection<?> keys) {
        nativeCache.invalidateAll(keys);
    }
}
