package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.internal.change.Changes;
import io.github.ms100.cacheasmulti.internal.change.Entries;
import io.github.ms100.cacheasmulti.internal.change.Identities;
import org.springframework.cache.Cache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.ClassUtils;

/**
 * Tells the entries of caches apart (S19): as their store does, if it is {@linkplain StoreIdentity one that says so}; all others by
 * the key, the native cache, which must be that very object, and the name.
 */
public final class StoreIdentities implements Identities {

    private static final boolean DECORATOR =
            isPresent("org.springframework.cache.transaction.TransactionAwareCacheDecorator")
                    && isPresent("org.springframework.transaction.support.TransactionSynchronizationManager");

    private static final StoreIdentity[] STORES = SpringFactoriesLoader.loadFactories(
                    StoreIdentity.class, StoreIdentities.class.getClassLoader())
            .toArray(StoreIdentity[]::new);

    private static final Changes CHANGES = new Changes(new StoreIdentities());

    private StoreIdentities() {}

    /** Returns where changes of any cache are told. */
    public static Changes changes() {
        return CHANGES;
    }

    @Override
    public Entries entriesOf(Cache cache) {
        Cache own = usersOwn(cache);
        for (StoreIdentity store : STORES) {
            Entries entries = store.entriesOf(own);
            if (entries != null) {
                return entries;
            }
        }
        return new ObjectEntries(own);
    }

    /**
     * Returns whether a cache with this native cache may tell entries apart by more than the key: one of the user's own in front
     * of Redis may add a prefix.
     */
    static boolean mayHideEntries(Object nativeCache) {
        for (StoreIdentity store : STORES) {
            if (store.isOurs(nativeCache)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean waitsForCommit(Cache cache) {
        return DECORATOR && Decorator.is(seen(cache));
    }

    private static Cache usersOwn(Cache cache) {
        Cache own = seen(cache);
        while (DECORATOR && Decorator.is(own)) {
            own = seen(Decorator.target(own));
        }
        return own;
    }

    // No instanceof CacheView: for plain methods the search through all interfaces of a foreign cache's class is too
    // slow.
    private static Cache seen(Cache cache) {
        Cache seen = cache;
        while (seen instanceof ForwardingCache view) {
            seen = view.source();
        }
        return seen;
    }

    private static boolean isPresent(String className) {
        return ClassUtils.isPresent(className, StoreIdentities.class.getClassLoader());
    }

    /** Loaded only where the decorator is on the class path; its subclasses wait as well. */
    private static final class Decorator {

        static boolean is(Cache cache) {
            return cache instanceof TransactionAwareCacheDecorator;
        }

        static Cache target(Cache cache) {
            return ((TransactionAwareCacheDecorator) cache).getTargetCache();
        }
    }
}
