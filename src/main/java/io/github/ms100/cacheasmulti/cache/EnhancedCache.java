package io.github.ms100.cacheasmulti.cache;

import java.util.Collection;
import java.util.Map;
import org.springframework.cache.Cache;

/**
 * A {@link Cache} that reads, writes and evicts many keys in one call to its store.
 *
 * <p>Each method is equivalent to looping over its single-key counterpart, <em>including</em> the treatment of
 * {@code null} values, time to live, statistics and store-by-value; the batch as a whole is not atomic. Keys are never
 * {@code null}.
 *
 * <p>Implementations must be thread-safe, must not touch the store for an empty batch, and must neither keep nor
 * change their arguments. {@code multiPut}, {@code multiEvict} and {@code multiEvictIfPresent} return only when the
 * change is visible to the next read; a cache that takes part in transactions may put off the first two until the
 * commit, as {@link Cache#put} and {@link Cache#evict} may.
 *
 * <p>An exception means that the whole batch failed. An implementation that knows better says so with a
 * {@link PartialBatchException}: what is named there failed, everything else succeeded.
 */
public interface EnhancedCache extends Cache {

    /**
     * Returns the entries present for the given keys.
     *
     * @param keys the keys to look up; duplicates are ignored
     * @return one entry per hit, in any order. A key missing from the map was not cached; a wrapper holding
     *     {@code null} is a hit, a {@code null} wrapper is tolerated and means a miss
     * @throws PartialBatchException if some keys could not be read; it carries the hits of the others
     * @see Cache#get(Object)
     */
    Map<Object, ValueWrapper> multiGet(Collection<?> keys);

    /**
     * Stores the given entries, replacing what was cached under their keys.
     *
     * @param map the values by key; a {@code null} value is treated as {@link Cache#put} treats it
     * @throws PartialBatchException if some entries could not be stored and the others were
     * @see Cache#put(Object, Object)
     */
    void multiPut(Map<?, ?> map);

    /**
     * Removes the entries of the given keys, where there are any.
     *
     * @param keys the keys to evict; duplicates are ignored
     * @throws PartialBatchException if some entries could not be removed and the others were
     * @see Cache#evict(Object)
     */
    void multiEvict(Collection<?> keys);

    /**
     * Removes the entries of the given keys at once, even if {@link #multiEvict} would wait for a transaction to
     * commit.
     *
     * <p>The default calls {@link #multiEvict}; override it where that may be put off.
     *
     * @param keys the keys to evict; duplicates are ignored
     * @throws PartialBatchException if some entries could not be removed and the others were
     * @see Cache#evictIfPresent(Object)
     */
    default void multiEvictIfPresent(Collection<?> keys) {
        multiEvict(keys);
    }
}
