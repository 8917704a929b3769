package io.github.ms100.cacheasmulti.internal.batch;

import org.springframework.cache.Cache;

/** A key in a cache, whatever decorates it: the cache is known by its native cache, which is that very object, and its name. */
final class FlightKey {

    private final Object nativeCache;

    private final String name;

    private final Object key;

    private final int hash;

    FlightKey(Cache cache, Object key) {
        this.nativeCache = cache.getNativeCache();
        this.name = cache.getName();
        this.key = key;
        this.hash = (System.identityHashCode(nativeCache) * 31 + name.hashCode()) * 31 + key.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlightKey that
                && nativeCache == that.nativeCache
                && key.equals(that.key)
                && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "%s in cache '%s'".formatted(key, name);
    }
}
