package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.internal.change.Entries;
import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.change.EntryScope;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** The entries of a cache that compares keys as objects: known by its native cache and its name. */
final class ObjectEntries implements Entries {

    private final EntryScope all;

    private final Object store;

    /** Looks at a cache, whatever it throws. */
    ObjectEntries(Cache cache) {
        this.store = storeOf(cache);
        this.all = EntryScope.of(store, nameOf(cache));
    }

    /** Returns the native cache; the cache itself if it has none. */
    private static Object storeOf(Cache cache) {
        try {
            Object store = cache.getNativeCache();
            return (store == null) ? cache : store;
        } catch (RuntimeException | Error ex) {
            // It is not for us to complain.
            return cache;
        }
    }

    private static String nameOf(Cache cache) {
        try {
            return cache.getName();
        } catch (RuntimeException | Error ex) {
            // It is not for us to complain.
            return "";
        }
    }

    @Override
    public @Nullable EntryId of(Object key) {
        try {
            return new EntryId(all, key);
        } catch (RuntimeException | Error ex) {
            // A key without a hash code.
            return null;
        }
    }

    @Override
    public EntryScope all() {
        return all;
    }

    @Override
    public boolean areExact() {
        return !StoreIdentities.mayHideEntries(store);
    }
}
