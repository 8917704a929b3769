package io.github.ms100.cacheasmulti.cache.internal;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import org.springframework.cache.Cache;

/**
 * A batch cache whose writes wait for the commit of the surrounding transaction (S21).
 *
 * <p>A caller that needs more than the bare write after the commit (an error handler around it, for instance) registers
 * its own with {@link #afterCommit} and lets it write to the {@link #target()}.
 */
public interface TransactionAwareCache {

    /**
     * Runs the given write after the commit of the current transaction, or at once where there is none; never after a
     * rollback. Writes run in the order in which they were given, in the thread that commits.
     *
     * @param write the write; it must not depend on collections that change before the commit
     * @param completion runs when the transaction has ended, however it ended; after the write
     */
    void afterCommit(Runnable write, Runnable completion);

    /** As {@link #afterCommit(Runnable, Runnable)} for a write that leaves nothing to clean up. */
    default void afterCommit(Runnable write) {
        afterCommit(write, () -> {});
    }

    /**
     * Returns whether the current thread is in a transaction that may write: what it reads may be its own uncommitted
     * state, which others must not see.
     */
    boolean mayReadUncommitted();

    /** Returns the cache behind this one, which knows nothing of transactions. */
    EnhancedCache target();

    /** Returns the user's own cache behind the decorator, of which {@link #target()} is the batch form. */
    Cache decorated();
}
