package io.github.ms100.cacheasmulti.cache.convert.converter;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import org.springframework.cache.Cache;
import org.springframework.core.convert.converter.Converter;

/**
 * Turns one type of {@link Cache} into one that works in batches.
 *
 * <p>Every bean of this type is used, before the converters that come with the library; where several fit a cache,
 * the one with the most specific type wins. The type argument must be visible on the class, so a lambda will not do.
 *
 * <p>Converters must be thread-safe. The result may be dropped and asked for again at any time: whatever it must not
 * lose belongs into the cache it was made of.
 *
 * @param <T> the caches this converter takes, subclasses included
 */
public interface EnhancedCacheConverter<T extends Cache> extends Converter<T, EnhancedCache> {

    /**
     * Returns a view of the given cache that works in batches.
     *
     * @param cache the user's own cache
     * @return the batch view, on the same entries
     */
    @Override
    EnhancedCache convert(T cache);
}
