package io.github.ms100.cacheasmulti.internal.store;

import org.jspecify.annotations.Nullable;

/**
 * A batch cache that can read into an array: what {@code multiGet} does, without a map and a wrapper for every hit, which
 * cost more than a cache on the heap itself.
 */
public interface ArrayReadableCache {

    /** Returns whether the cache can be read this way; the answer never changes. */
    default boolean isArrayReadable() {
        return true;
    }

    /**
     * Reads the entries of the given keys.
     *
     * @param keys the keys, without duplicates; not modified
     * @param values takes the value of each hit at the index of its key, {@code null} for a cached {@code null}; left
     *     alone where there is a miss
     * @throws io.github.ms100.cacheasmulti.cache.PartialBatchException if some keys could not be read; the hits among the
     *     others are in {@code values}
     */
    void readInto(Object[] keys, @Nullable Object[] values);
}
