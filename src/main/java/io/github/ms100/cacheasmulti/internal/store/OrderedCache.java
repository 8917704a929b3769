package io.github.ms100.cacheasmulti.internal.store;

/**
 * A batch form of a cache whose single methods may return before what they write is written. Its own writes come after those
 * that have been begun before.
 */
public interface OrderedCache {

    /** Returns when what single methods have begun to write to this cache is written, or has failed. */
    void awaitSingleWrites();
}
