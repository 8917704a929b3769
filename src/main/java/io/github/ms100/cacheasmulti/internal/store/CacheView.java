package io.github.ms100.cacheasmulti.internal.store;

import org.springframework.cache.Cache;

/** A batch form that the library put around a user's own cache. */
public interface CacheView {

    /** Returns the user's own cache. */
    Cache source();
}
