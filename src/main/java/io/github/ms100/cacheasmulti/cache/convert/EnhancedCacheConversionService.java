package io.github.ms100.cacheasmulti.cache.convert;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.cache.convert.converter.internal.StoreConverter;
import io.github.ms100.cacheasmulti.cache.internal.Remembered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.support.NoOpCache;

/**
 * Turns any Spring cache into one that works in batches.
 *
 * <p>In this order: a cache that is an {@link EnhancedCache} is used as it is; then the user's converters, of which the
 * one with the most specific type wins (the first given, where types are equal or unrelated); then the converters that
 * come with the library, each for one class exactly; everything else is looped over key by key, with one warning per
 * cache name.
 *
 * <p>Thread-safe. It keeps no cache and no result: conversion is cheap, and a resolver may yield new caches at every
 * call.
 */
public final class EnhancedCacheConversionService {

    private static final Log logger = LogFactory.getLog(EnhancedCacheConversionService.class);

    private final List<TypedConverter<?>> converters;

    private final List<StoreConverter<?>> stores;

    private final Remembered<String, Boolean> warned = new Remembered<>();

    /**
     * Creates a service.
     *
     * @param converters the user's converters in order of precedence, may be empty. The library's own come
     *     after the user's wherever they stand
     * @throws IllegalArgumentException if the type argument of a converter is not to be found, as that of a lambda
     */
    public EnhancedCacheConversionService(Collection<EnhancedCacheConverter<?>> converters) {
        List<EnhancedCacheConverter<?>> users = new ArrayList<>();
        List<StoreConverter<?>> known = new ArrayList<>(StoreConverter.onClassPath(this::quietForm));
        for (EnhancedCacheConverter<?> converter : converters) {
            if (converter instanceof StoreConverter<?> store) {
                known.add(store);
            } else {
                users.add(converter);
            }
        }
        this.converters = TypedConverter.mostSpecificFirst(users);
        this.stores = List.copyOf(known);
    }

    /**
     * Returns a view of the given cache that works in batches; the cache itself if it does so already.
     *
     * <p>What is put or evicted through one of the library's own views is noticed by the batch methods that are loading in
     * this JVM: an older value that they loaded does not survive it. What is done to a cache directly is not, and neither
     * is what is done to an {@link EnhancedCache} of the user's own, be it the cache itself or the result of a converter.
     *
     * @throws IllegalStateException if a user's converter returned {@code null}
     */
    public EnhancedCache convert(Cache cache) {
        EnhancedCache own = usersForm(cache);
        return (own != null) ? own : StoreConverter.announcing(cache, libraryForm(cache));
    }

    private EnhancedCache quietForm(Cache cache) {
        EnhancedCache own = usersForm(cache);
        return (own != null) ? own : libraryForm(cache);
    }

    private @Nullable EnhancedCache usersForm(Cache cache) {
        if (cache instanceof EnhancedCache enhanced) {
            return enhanced;
        }
        for (TypedConverter<?> converter : converters) {
            if (converter.takes(cache)) {
                return converter.convert(cache);
            }
        }
        return null;
    }

    private EnhancedCache libraryForm(Cache cache) {
        for (StoreConverter<?> store : stores) {
            if (store.takes(cache)) {
                return store.convertTaken(cache);
            }
        }
        warnOnce(cache);
        return StoreConverter.looping(cache);
    }

    private void warnOnce(Cache cache) {
        String name = cache.getName();
        if (cache instanceof NoOpCache || !warned.put(name, true)) {
            return;
        }
        logger.warn(("Cache '%s' (%s) has no batch operations: the keys of a batch are handled one by one. To change"
                        + " that, register an EnhancedCacheConverter<%s> bean or let the class implement EnhancedCache")
                .formatted(name, cache.getClass().getName(), cache.getClass().getSimpleName()));
    }
}
