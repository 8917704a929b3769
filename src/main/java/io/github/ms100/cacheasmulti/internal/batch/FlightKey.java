package io.github.ms100.cacheasmulti.internal.batch;

import io.github.ms100.cacheasmulti.cache.internal.CacheIdentity;

/**
 * A key in a cache.
 *
 * @param cache the cache
 * @param key the key
 */
record FlightKey(CacheIdentity cache, Object key) {

    @Override
    public String toString() {
        return "%s of %s".formatted(key, cache);
    }
}
