package io.github.ms100.cacheasmulti.cache.batch;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One cache, for batches of keys: each key has an entry of its own, and the store is asked once for all. What holds for batch methods holds
 * here: of overlapping calls, those of {@code sync} methods too, each key is loaded by one; what is changed while it is loaded is not
 * stored; local levels, transactions, events and cache failures are as there.
 *
 * <p>Keys are given in any {@link Collection}; of equal ones the first counts, and results are in this order. A {@code null} among them is
 * an {@link IllegalArgumentException}, before anything is asked. Of {@code null} or nothing at all nothing is asked, and the result is
 * empty. Keys that are arrays equal only themselves, and have other entries than those of annotated methods.
 *
 * <p>Methods whose names end in {@code Async} do the same without a thread that waits for the store, where that can do so, or for other
 * calls. What can be found out at the call is, and thrown there; all else the future fails by, unwrapped. Each caller has a future of his
 * own: to cancel it touches nobody else. It never ends in a thread of a driver.
 *
 * <p>A failure of the cache goes to the application's {@code CacheErrorHandler}: what that throws fails the call, else it goes on as if
 * nothing were cached. Values are those of the cache or the loader themselves: caches on the heap, and calls that are loaded for, hand
 * the same object to several callers.
 *
 * <p>Thread-safe.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @see BatchCaches
 * @since 2.0.0
 */
public interface BatchCache<K, V extends @Nullable Object> {

    /** Returns the name of the cache. */
    String getName();

    /**
     * Returns the same cache for loaders whose {@code null} is a value, as {@code @CacheAsMulti(strictNull = true)} says: a key that is in
     * the loaded map with {@code null} is cached and returned so, one that is not in it is missing and not cached. Otherwise both are
     * missing, and cached as {@code null} where the cache allows that. The maps of results then hold {@code null}.
     */
    BatchCache<K, @Nullable V> strictNull();

    /** Looks keys up, and loads nothing: each is a {@link Outcome.Hit} or {@link Outcome.NotCached}. */
    BatchResult<K, V> lookup(@Nullable Collection<? extends K> keys);

    /** As {@link #lookup}. */
    CompletableFuture<BatchResult<K, V>> lookupAsync(@Nullable Collection<? extends K> keys);

    /**
     * Looks keys up, and loads those that are not cached by one call of the loader; by one more those that another call was loading and
     * could not.
     *
     * @param loader is asked in the thread of the caller; not {@code null}
     * @return what came of each key: a {@link Outcome.Hit}, {@link Outcome.Loaded}, {@link Outcome.Missing}, or {@link Outcome.Failed} by
     *     the exception of the loader; what that has loaded before it failed, as {@link PartialLoadException} says, is loaded
     * @throws Error if the loader throws one
     */
    BatchResult<K, V> load(@Nullable Collection<? extends K> keys, BatchLoader<K, V> loader);

    /** As {@link #load}; the loader begins in the thread of the caller, or in one in which calls go on. */
    CompletableFuture<BatchResult<K, V>> loadAsync(
            @Nullable Collection<? extends K> keys, AsyncBatchLoader<K, V> loader);

    /**
     * As {@link #load}, for the values alone.
     *
     * @return the values of the keys that have one; the caller's own
     * @throws RuntimeException what the loader throws, or the first of the failures that it returns, with the others suppressed; a checked
     *     exception as it is. What the loader says that it has loaded all the same is cached
     */
    Map<K, V> getAll(@Nullable Collection<? extends K> keys, BatchLoader<K, V> loader);

    /** As {@link #getAll}. */
    CompletableFuture<Map<K, V>> getAllAsync(@Nullable Collection<? extends K> keys, AsyncBatchLoader<K, V> loader);

    /** Stores values; {@code null} as well where the cache allows that. A {@code null} key is refused, a {@code null} map is empty. */
    void putAll(@Nullable Map<? extends K, ? extends @Nullable V> entries);

    /** As {@link #putAll}; ends when the store has them, or at once where that waits for the commit of a transaction. */
    CompletableFuture<@Nullable Void> putAllAsync(@Nullable Map<? extends K, ? extends @Nullable V> entries);

    /** Removes entries. */
    void evictAll(@Nullable Collection<? extends K> keys);

    /** As {@link #evictAll}; ends when they are gone, or at once where that waits for the commit of a transaction. */
    CompletableFuture<@Nullable Void> evictAllAsync(@Nullable Collection<? extends K> keys);
}
