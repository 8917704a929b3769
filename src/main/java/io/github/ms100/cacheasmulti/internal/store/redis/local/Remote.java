package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.util.List;

/** The entries of one cache in Redis, as they are mended when nobody waits for it. Thread-safe. */
public interface Remote {

    /**
     * Evicts keys, by a change as any other.
     *
     * @param correction whether they hold what this node has loaded, so that others need not evict what they have loaded
     * @return those to be evicted once more, for they may not have been, or nobody has been told
     * @throws RuntimeException if nothing is known of any
     */
    List<byte[]> evict(Subject subject, List<byte[]> keys, boolean correction);

    /**
     * Evicts all keys of a prefix, by a change as any other.
     *
     * @throws RuntimeException if some may not have been evicted
     */
    void clear(Subject subject);
}
