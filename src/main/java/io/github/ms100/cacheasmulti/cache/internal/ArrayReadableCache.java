package io.github.ms100.cacheasmulti.cache.internal;

import org.jspecify.annotations.Nullable;

/**
 * A batch cache on the heap that can read into an array: what {@code multiGet} does, without the map and the wrappers,
 * which cost more than such a cache itself.
 */
public interface ArrayReadableCache {

    /**
     * Reads the entries of the given keys.
     *
     * @param keys the keys, without duplicates; not modified
     * @param values takes the value of each hit at the index of its key, {@code null} for a cached {@code null}; left
     *     alone where there is a miss
     * @return whether the cache could be read this way; if not, nothing has happened
     */
    boolean readInto(Object[] keys, @Nullable Object[] values);
}
