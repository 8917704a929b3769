package io.github.ms100.cacheasmulti.cache;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
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

    /**
     * As {@link #multiGet}, without waiting: what an asynchronous batch method asks.
     *
     * <p>Whoever calls this does not change the arguments until the future has ended. The future may end in any thread, also in one
     * that must not be held up; whatever is done to it harms nobody else. The default throws {@link UnsupportedOperationException}, as
     * {@link Cache#retrieve(Object)} does; then {@link #multiGet} is called in a thread that may wait. What the library itself makes of
     * a cache ({@code EnhancedCacheConversionService#convert}) throws it, too.
     *
     * @param keys the keys to look up; duplicates are ignored, and without any the store is not touched
     * @return ends with what {@link #multiGet} would return, or fails with what that would throw, a {@link PartialBatchException}
     *     among it; never {@code null}
     * @throws UnsupportedOperationException if this cache cannot do that, from the call itself
     * @see Cache#retrieve(Object)
     * @since 2.0.0
     */
    default CompletableFuture<Map<Object, ValueWrapper>> multiRetrieve(Collection<?> keys) {
        throw new UnsupportedOperationException("%s does not retrieve batches without waiting"
                .formatted(getClass().getName()));
    }

    /**
     * As {@link #multiPut}, without waiting; otherwise as {@link #multiRetrieve}. A cache that takes part in transactions does not put
     * this off: whoever calls it has waited for the commit.
     *
     * @param map the values by key; if there are none the store is not touched
     * @return ends when {@link #multiPut} would return, or fails with what that would throw; never {@code null}
     * @throws UnsupportedOperationException if this cache cannot do that, from the call itself
     * @since 2.0.0
     */
    default CompletableFuture<@Nullable Void> multiStore(Map<?, ?> map) {
        throw new UnsupportedOperationException(
                "%s does not store batches without waiting".formatted(getClass().getName()));
    }

    /**
     * As {@link #multiEvictIfPresent}, without waiting; otherwise as {@link #multiRetrieve}.
     *
     * @param keys the keys to evict; duplicates are ignored, and without any the store is not touched
     * @return ends when {@link #multiEvictIfPresent} would return, or fails with what that would throw; never {@code null}
     * @throws UnsupportedOperationException if this cache cannot do that, from the call itself
     * @since 2.0.0
     */
    default CompletableFuture<@Nullable Void> multiRemove(Collection<?> keys) {
        throw new UnsupportedOperationException("%s does not remove batches without waiting"
                .formatted(getClass().getName()));
    }
}
