package io.github.ms100.cacheasmulti.cache.internal;

import org.springframework.cache.Cache;

/** Tells caches apart whatever decorates them: by the native cache, which must be that very object, and the name. */
public final class CacheIdentity {

    private final Object nativeCache;

    private final String name;

    private CacheIdentity(Object nativeCache, String name) {
        this.nativeCache = nativeCache;
        this.name = name;
    }

    /** Returns the identity of a cache. */
    public static CacheIdentity of(Cache cache) {
        return new CacheIdentity(cache.getNativeCache(), cache.getName());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheIdentity that && nativeCache == that.nativeCache && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(nativeCache) * 31 + name.hashCode();
    }

    @Override
    public String toString() {
        return "cache '%s'".formatted(name);
    }
}
