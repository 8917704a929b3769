package io.github.ms100.cacheasmulti.internal.store;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** Loops, as a map has no batch operations; but reads a {@link ConcurrentHashMap} that holds the values themselves. */
final class ConcurrentMapView extends LoopingView {

    private final ConcurrentMap<Object, Object> map;

    private final boolean readable;

    ConcurrentMapView(ConcurrentMapCache source) {
        super(source);
        this.map = source.getNativeCache();
        // Any other map may count or load what the cache asks of it; copies of store-by-value caches are made by the
        // cache.
        this.readable = map.getClass() == ConcurrentHashMap.class && !source.isStoreByValue();
    }

    /** Any other map may do more. */
    @Override
    public boolean answersAtOnce() {
        return map.getClass() == ConcurrentHashMap.class;
    }

    @Override
    public StoreDetails details() {
        return StoreDetails.living(Optional.empty());
    }

    @Override
    public KeySample sample(int limit) {
        return KeySample.of(map.keySet(), limit);
    }

    @Override
    public void read(Object[] keys, @Nullable Object[] values) {
        if (readable) {
            readStored(keys, values, map::get);
        } else {
            super.read(keys, values);
        }
    }
}
