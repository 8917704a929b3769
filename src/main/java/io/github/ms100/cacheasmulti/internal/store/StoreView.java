package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.internal.change.Entries;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * A cache as the engine sees it: a batch is an array of keys, and what belongs to a key has its index everywhere. As
 * thread-safe as the cache.
 *
 * <p>The keys of one call are distinct by {@code equals}, never {@code null}, and at least one. Arrays are the caller's: they
 * are looked at during the call, not kept, and not modified but for the one that takes what was read.
 *
 * <p>A key that fails does not take others with it (B1): its failure is in a {@link
 * io.github.ms100.cacheasmulti.cache.PartialBatchException}, and everything has been done for the others. With any other
 * exception nothing is known of any key.
 */
public interface StoreView {

    /** Returns the user's own cache. */
    Cache source();

    /**
     * Reads entries.
     *
     * @param values takes what is cached, {@code null} for a cached {@code null}; left alone where there is a miss or a
     *     failure
     */
    void read(Object[] keys, @Nullable Object[] values);

    /**
     * Reads what is known without the server of the store, which is not to be asked; nothing by default.
     *
     * @param values as {@link #read}
     */
    default void readWithoutServer(Object[] keys, @Nullable Object[] values) {}

    /** Writes entries. */
    void write(Object[] keys, @Nullable Object[] values);

    /** Evicts entries; of a cache that works asynchronously, perhaps later than it returns. */
    void evict(Object[] keys);

    /** Evicts entries before it returns, as far as the cache can do that. */
    void evictNow(Object[] keys);

    /** Clears the cache, as {@link Cache#clear} does. */
    default void clear() {
        source().clear();
    }

    /** Clears the cache before it returns, as {@link Cache#invalidate} does. */
    default void clearNow() {
        source().invalidate();
    }

    /** Returns whether the cache is known to hold no {@code null} (S11). */
    boolean refusesNull();

    /**
     * Returns whether the caller puts what it writes, evicts or clears off until the commit: the user's cache would do
     * so, and this view does not.
     */
    default boolean leavesCommitToCaller() {
        return false;
    }

    /** Returns whether its calls wait for nothing, so that an asynchronous call makes them in its own thread (A4). */
    default boolean answersAtOnce() {
        return false;
    }

    /** Returns whether it answers nobody who does not wait, as far as is known; asked when it has not answered later. */
    default boolean onlyBlocks() {
        return true;
    }

    /**
     * Returns this view for a call that goes on in other threads: what the store tells its entries apart by, such as a prefix
     * and the form of the given keys, stays as the current thread makes it (A3). A key that cannot be brought into its form fails when
     * it is used, as ever. Thread-safe.
     */
    default StoreView detached(Object[] keys) {
        return this;
    }

    /** Returns what the keys of a {@linkplain #detached detached} view mean, anew each time; {@code null} if its cache says that. */
    default @Nullable Entries entries() {
        return null;
    }

    /**
     * Begins to read entries, without waiting for anything; only of a view that is {@linkplain #detached detached}.
     *
     * @param values as {@link #read}; not touched in a thread of a driver
     * @param resumption where the read goes on once the store has answered
     * @return ends as {@link #read} would, with the exception itself; {@code null} if nothing has been done, for it takes a thread that
     *     waits
     */
    default @Nullable CompletableFuture<@Nullable Void> readLater(
            Object[] keys, @Nullable Object[] values, Executor resumption) {
        return null;
    }

    /** As {@link #readLater}, to {@linkplain #write write} entries. */
    default @Nullable CompletableFuture<@Nullable Void> writeLater(
            Object[] keys, @Nullable Object[] values, Executor resumption) {
        return null;
    }

    /** As {@link #readLater}, to {@linkplain #evictNow evict} entries. */
    default @Nullable CompletableFuture<@Nullable Void> evictLater(Object[] keys, Executor resumption) {
        return null;
    }

    /** Returns how the cache keeps its entries; asks no server. */
    default StoreDetails details() {
        return StoreDetails.UNKNOWN;
    }

    /**
     * Returns some keys, without looking through all of them.
     *
     * @param limit how many at most
     * @throws UnsupportedOperationException if that is not possible; the message says why
     */
    default KeySample sample(int limit) {
        throw new UnsupportedOperationException("The keys of a %s cannot be looked through"
                .formatted(source().getClass().getName()));
    }

    /** Returns whether each key of a batch is a call of its own, for want of batch operations (B2). */
    default boolean isLooped() {
        return false;
    }

    /** Returns whether this is the view of its cache in all calls: not if user code has made it for one. */
    default boolean isLasting() {
        return true;
    }
}
