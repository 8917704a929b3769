package io.github.ms100.cacheasmulti.cache.convert;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import java.util.Collection;
import java.util.List;
import org.springframework.cache.Cache;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * Turns any Spring cache into one that works in batches.
 *
 * <p>In this order: a cache that is an {@link EnhancedCache} is used as it is; then the user's converters, of which the
 * one with the most specific type wins (the first given, where types are equal or unrelated); then the converters that
 * come with the library, each for one class exactly; everything else is looped over key by key, with one warning per
 * cache name, unless {@link io.github.ms100.cacheasmulti.support.LoopSettings} say otherwise.
 *
 * <p>Thread-safe. It keeps no cache and no result: conversion is cheap, and a resolver may yield new caches at every
 * call.
 */
public final class EnhancedCacheConversionService {

    private final CacheViews views;

    /**
     * Creates a service.
     *
     * @param converters the user's converters in order of precedence, may be empty. The library's own come
     *     after the user's wherever they stand
     * @throws IllegalArgumentException if the type argument of a converter is not to be found, as that of a lambda
     */
    public EnhancedCacheConversionService(Collection<EnhancedCacheConverter<?>> converters) {
        List<CacheViews.Factory> found = SpringFactoriesLoader.loadFactories(
                CacheViews.Factory.class, getClass().getClassLoader());
        if (found.isEmpty()) {
            throw new IllegalStateException(
                    "META-INF/spring.factories of cache-as-multi is missing from the class path, or"
                            + " was overwritten when jars were repackaged: merge these files, for example with the"
                            + " AppendingTransformer of the Maven Shade Plugin");
        }
        this.views = found.get(0).with(converters);
    }

    /**
     * Creates a service. For the library itself.
     *
     * @param views makes the views
     * @since 2.0.0
     */
    public EnhancedCacheConversionService(CacheViews views) {
        this.views = views;
    }

    /**
     * Returns a view of the given cache that works in batches; the cache itself if it does so already.
     *
     * <p>What is put or evicted through one of the library's own views is noticed by the batch methods that are loading in
     * this JVM: an older value that they loaded does not survive it. What is done to a cache directly is not, and neither
     * is what is done to an {@link EnhancedCache} of the user's own, be it the cache itself or the result of a converter.
     *
     * @throws IllegalStateException if a user's converter returned {@code null}, or if the view would be a loop and that is
     *     to be refused
     */
    public EnhancedCache convert(Cache cache) {
        return views.of(cache);
    }

    /**
     * Returns what makes the views. For the library itself.
     *
     * @since 2.0.0
     */
    public CacheViews views() {
        return views;
    }
}
