package io.github.ms100.cacheasmulti.internal.batch;

import io.github.ms100.cacheasmulti.cache.internal.CacheIdentity;

/** A key in a cache. Its hash code stays what it was, so that it can be taken out again if somebody modifies the key. */
final class FlightKey {

    private final CacheIdentity cache;

    private final Object key;

    private final int hash;

    FlightKey(CacheIdentity cache, Object key) {
        this.cache = cache;
        this.key = key;
        this.hash = 31 * cache.hashCode() + key.hashCode();
    }

    CacheIdentity cache() {
        return cache;
    }

    Object key() {
        return key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlightKey that
                && hash == that.hash
                && (key == that.key || key.equals(that.key))
                && cache.equals(that.cache);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "%s of %s".formatted(key, cache);
    }
}
