package io.github.ms100.cacheasmulti.cache.convert;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import java.util.Collection;
import org.springframework.cache.Cache;

/**
 * What {@link EnhancedCacheConversionService} hands out, made. For the library itself: what users see knows nothing of the
 * stores behind it.
 *
 * @since 2.0.0
 */
public interface CacheViews {

    /** Returns the view of a cache, as {@link EnhancedCacheConversionService#convert} says. */
    EnhancedCache of(Cache cache);

    /** Found in {@code META-INF/spring.factories}. */
    @FunctionalInterface
    interface Factory {

        /**
         * Returns what makes the views, with the converters of one service.
         *
         * @param converters the user's in order of precedence, and those of the library that are beans
         */
        CacheViews with(Collection<EnhancedCacheConverter<?>> converters);
    }
}
