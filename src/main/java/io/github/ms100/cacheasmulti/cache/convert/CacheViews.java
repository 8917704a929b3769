package io.github.ms100.cacheasmulti.cache.convert;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import java.util.Collection;
import java.util.function.Function;
import org.springframework.cache.Cache;

/**
 * Makes the batch forms of caches that {@link EnhancedCacheConversionService} hands out. For the library itself: the service finds
 * its one implementation in {@code META-INF/spring.factories}, so that what users see knows nothing of the stores behind it.
 *
 * @since 2.0.0
 */
@FunctionalInterface
public interface CacheViews {

    /**
     * Returns what makes them, with the converters of one service.
     *
     * @param converters the user's in order of precedence, and those of the library that are beans
     */
    Function<Cache, EnhancedCache> with(Collection<EnhancedCacheConverter<?>> converters);
}
