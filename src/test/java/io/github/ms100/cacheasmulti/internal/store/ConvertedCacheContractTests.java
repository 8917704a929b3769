package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.EnhancedCacheContractTests;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import java.util.List;
import org.springframework.cache.Cache;

/** The contract for caches that convert without any help of the user. */
abstract class ConvertedCacheContractTests extends EnhancedCacheContractTests {

    @Override
    protected EnhancedCache enhance(Cache source) {
        return new EnhancedCacheConversionService(List.of()).convert(source);
    }
}
