package io.github.ms100.cacheasmulti.cache.internal;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;

/** A batch cache that puts off its writes to the end of a transaction, so that they can be guarded there. */
public interface TransactionAwareCache extends EnhancedCache {

    /** Runs a write after the current transaction has committed; at once if there is none. */
    void afterCommit(Runnable write);

    /** Returns the cache behind this one, which writes at once. */
    EnhancedCache target();
}
