package com.example.grid;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Makes a {@link GridCache} work in batches. */
@Component
public class GridCacheConverter implements EnhancedCacheConverter<GridCache> {

    @Override
    public EnhancedCache convert(GridCache cache) {
        return new GridBatchCache(cache);
    }

    private static final class GridBatchCache extends GridCache implements EnhancedCache {

        private GridBatchCache(GridCache cache) {
            super(cache.getName(), cache.getNativeCache());
        }

        @Override
        public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
            Map<Object, ValueWrapper> hits = new HashMap<>();
            getNativeCache().getAll(keys).forEach((key, stored) -> hits.put(key, toValueWrapper(stored)));
            return hits;
        }

        @Override
        public void multiPut(Map<?, ?> map) {
            Map<Object, Object> stored = new HashMap<>();
            map.forEach((key, value) -> stored.put(key, toStoreValue(value)));
            getNativeCache().putAll(stored);
        }

        @Override
        public void multiEvict(Collection<?> keys) {
            getNativeCache().removeAll(keys);
        }
    }
}
