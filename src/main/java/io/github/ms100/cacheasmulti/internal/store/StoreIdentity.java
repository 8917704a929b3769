package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.internal.change.Entries;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * What one store says of its caches and entries (S19). Found in {@code META-INF/spring.factories}; must load where the store is
 * not on the class path, never throw, and cost plain methods next to nothing.
 */
public interface StoreIdentity {

    /** Returns the user's own cache if the given one is a view of it, else the given one. */
    Cache behind(Cache cache);

    /** Returns the entries of a cache; {@code null} if it is not of this store. */
    @Nullable
    Entries entriesOf(Cache cache);

    /** Returns whether something is a native cache of this store, though the cache may make its keys in a way of its own. */
    boolean isNativeCache(Object store);
}
