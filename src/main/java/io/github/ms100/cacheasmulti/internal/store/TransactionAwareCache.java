package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.internal.change.CurrentTransaction;
import org.springframework.cache.Cache;

/**
 * A batch cache whose writes wait for the commit of the surrounding transaction (S21).
 *
 * <p>A caller that needs more than the bare write after the commit (an error handler around it, for instance) puts its own
 * work off until {@linkplain CurrentTransaction then} and lets it write to the {@link #target()}.
 */
public interface TransactionAwareCache {

    /** Returns the cache behind this one, which knows nothing of transactions. */
    EnhancedCache target();

    /** Returns the user's own cache behind the decorator, of which {@link #target()} is the batch form. */
    Cache decorated();
}
