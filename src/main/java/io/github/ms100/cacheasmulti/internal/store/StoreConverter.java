package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import org.springframework.cache.Cache;

/**
 * A converter that comes with the library (B2). It takes one class exactly, because a subclass may override single-key
 * methods that the batch would pass by; and it steps back behind every other converter.
 *
 * @param <T> the class of caches this converter takes
 */
public abstract class StoreConverter<T extends Cache> implements EnhancedCacheConverter<T> {

    private final Class<T> store;

    protected StoreConverter(Class<T> store) {
        this.store = store;
    }

    /** Tells whether this converter can turn the given cache into one that works in batches natively. */
    public boolean takes(Cache cache) {
        return cache.getClass() == store;
    }

    /** Returns the view of a cache that this converter {@linkplain #takes takes}. */
    protected abstract StoreView view(T cache);

    @Override
    public final EnhancedCache convert(T cache) {
        return new ViewCache(view(cache), StoreIdentities.feed());
    }

    /** Returns a view of any cache that handles the keys of a batch one by one. */
    protected static StoreView looping(Cache cache) {
        return new LoopingView(cache);
    }

    final StoreView viewTaken(Cache cache) {
        return view(store.cast(cache));
    }
}
