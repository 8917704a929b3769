package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.internal.change.Entries;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * What one store says of its caches and entries (S19). Found in {@code META-INF/spring.factories}; must load where the store is
 * not on the class path, never throw, and cost plain methods next to nothing.
 */
public interface StoreIdentity {

    /** Returns the entries of a cache, or of the cache that a view of this store stands for; {@code null} if it is not of this store. */
    @Nullable
    Entries entriesOf(Cache cache);

    /** Returns whether a native cache belongs to this store. */
    boolean isOurs(Object nativeCache);
}
