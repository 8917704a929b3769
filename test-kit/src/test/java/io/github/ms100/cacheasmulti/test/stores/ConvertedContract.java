package io.github.ms100.cacheasmulti.test.stores;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.test.EnhancedCacheContract;
import java.util.List;
import org.springframework.cache.Cache;

/** The contract for caches that convert without any help of the user. */
abstract class ConvertedContract extends EnhancedCacheContract {

    @Override
    protected EnhancedCache batchFormOf(Cache cache) {
        return new EnhancedCacheConversionService(List.of()).convert(cache);
    }
}
