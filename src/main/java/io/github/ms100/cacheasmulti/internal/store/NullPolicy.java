package io.github.ms100.cacheasmulti.internal.store;

import org.springframework.cache.Cache;
import org.springframework.cache.support.AbstractValueAdaptingCache;

/** Whether a cache stores {@code null} values (S11). */
public final class NullPolicy {

    private NullPolicy() {}

    /**
     * Tells whether the given cache is known to refuse {@code null} values.
     *
     * @param cache a user's cache, or the batch form the library made of one (also of a transaction-aware one)
     * @return {@code false} too for a cache that does not say
     */
    public static boolean refusesNull(Cache cache) {
        if (cache instanceof TransactionAwareCache transactional) {
            return refusesNull(transactional.target()) || refusesNull(transactional.decorated());
        }
        if (cache instanceof CacheView view) {
            return refusesNull(view.source());
        }
        return cache instanceof AbstractValueAdaptingCache adapting && !adapting.isAllowNullValues();
    }
}
