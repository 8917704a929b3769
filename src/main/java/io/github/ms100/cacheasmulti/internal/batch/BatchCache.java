package io.github.ms100.cacheasmulti.internal.batch;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import org.springframework.cache.Cache;

/**
 * One cache of an operation.
 *
 * @param source the user's own cache, as error handlers and expressions see it
 * @param batch its batch view
 * @param refusesNull whether it cannot hold {@code null}, so that missing elements are not stored in it
 */
public record BatchCache(Cache source, EnhancedCache batch, boolean refusesNull) {}
