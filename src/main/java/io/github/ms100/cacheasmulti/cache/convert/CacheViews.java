package io.github.ms100.cacheasmulti.cache.convert;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import java.util.Collection;
import org.springframework.cache.Cache;

/**
 * The batch forms of caches that {@link EnhancedCacheConversionService} hands out. For the library itself: the service finds
 * them in {@code META-INF/spring.factories}, so that what users see knows nothing of the stores behind it.
 *
 * @since 2.0.0
 */
@FunctionalInterface
public interface CacheViews {

    /** Returns a view of a cache that works in batches; the cache itself if it does so already. */
    EnhancedCache of(Cache cache);

    /** Makes the batch forms, with the converters of one service. Has a no-argument constructor. */
    @FunctionalInterface
    interface Factory {

        /**
         * Makes them.
         *
         * @param converters the user's in order of precedence, and those of the library that are beans
         */
        CacheViews create(Collection<EnhancedCacheConverter<?>> converters);
    }
}
