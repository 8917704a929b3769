package io.github.ms100.cacheasmulti.test.heap;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.test.EnhancedCacheContract;
import java.util.OptionalLong;
import org.springframework.cache.Cache;

/** The contract for a {@link HeapCache}, with all that it can tell of itself. */
public abstract class HeapContract extends EnhancedCacheContract {

    @Override
    protected Cache newCache() {
        return new HeapCache();
    }

    @Override
    protected EnhancedCache batchFormOf(Cache cache) {
        return batchForm((HeapCache) cache);
    }

    protected abstract EnhancedCache batchForm(HeapCache cache);

    @Override
    protected Object settingsOf(Cache cache, Object key) {
        return ((HeapCache) cache).settings.get(key);
    }

    @Override
    protected Object statisticsOf(Cache cache) {
        return ((HeapCache) cache).statistics();
    }

    @Override
    protected OptionalLong callsToStore(Cache cache) {
        return OptionalLong.of(((HeapCache) cache).calls.get());
    }
}
