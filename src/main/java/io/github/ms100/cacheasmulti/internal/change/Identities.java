package io.github.ms100.cacheasmulti.internal.change;

import org.springframework.cache.Cache;

/**
 * What the library knows of caches that it may have nothing to do with: asked about plain methods as well, it never throws.
 * Thread-safe.
 */
public interface Identities {

    /** Returns what the keys of a cache mean, whatever decorates it. */
    Entries entriesOf(Cache cache);

    /** Returns whether puts and evicts of a cache wait for the commit of the current transaction. */
    boolean waitsForCommit(Cache cache);
}
