package io.github.ms100.cacheasmulti.internal.store;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** Loops, as a map has no batch operations; but reads a {@link ConcurrentHashMap} that holds the values themselves. */
final class ConcurrentMapEnhancedCache extends LoopingEnhancedCache implements ArrayReadableCache {

    private final ConcurrentMap<Object, Object> map;

    private final boolean readable;

    private final boolean allowNullValues;

    ConcurrentMapEnhancedCache(ConcurrentMapCache source) {
        super(source);
        this.map = source.getNativeCache();
        // Any other map may count or load what the cache asks of it; copies of store-by-value caches are made by the
        // cache.
        this.readable = map.getClass() == ConcurrentHashMap.class && !source.isStoreByValue();
        this.allowNullValues = source.isAllowNullValues();
    }

    @Override
    public boolean isArrayReadable() {
        return readable;
    }

    @Override
    public void readInto(Object[] keys, @Nullable Object[] values) {
        fill(keys, values, map::get, allowNullValues);
    }
}
