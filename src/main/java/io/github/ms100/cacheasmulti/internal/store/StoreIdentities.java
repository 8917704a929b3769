package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed.Waiting;
import io.github.ms100.cacheasmulti.internal.change.Entries;
import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.change.EntryScope;
import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * Tells the entries of caches apart (S19): as their store does, if it is {@linkplain OfStore one that says so}; all others by
 * the key, the native cache, which must be that very object, and the name.
 */
public final class StoreIdentities implements ChangeFeed.Identities {

    private static final boolean DECORATOR = OptionalLibrary.TRANSACTION_AWARE_CACHES.isPresent();

    private static final OfStore[] STORES = SpringFactoriesLoader.loadFactories(
                    OfStore.class, StoreIdentities.class.getClassLoader())
            .toArray(OfStore[]::new);

    private static final ChangeFeed FEED = new ChangeFeed(new StoreIdentities());

    private StoreIdentities() {}

    /** Returns where changes are told in this JVM: application contexts may share a cache. */
    public static ChangeFeed feed() {
        return FEED;
    }

    /** Returns the converters of stores that the library knows by more than their class, for caches of no application context. */
    public static List<StoreConverter<?>> converters() {
        List<StoreConverter<?>> converters = new ArrayList<>();
        for (OfStore store : STORES) {
            StoreConverter<?> converter = store.converter();
            if (converter != null) {
                converters.add(converter);
            }
        }
        return converters;
    }

    @Override
    public Entries entriesOf(Cache cache) {
        Cache own = usersOwn(cache);
        for (OfStore store : STORES) {
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
        for (OfStore store : STORES) {
            if (store.isOurs(nativeCache)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Waiting waiting(Cache cache) {
        Cache own = seen(cache);
        if (DECORATOR && Decorator.is(own)) {
            return Waiting.YES;
        }
        // Of Spring's own classes, and of the library's, no other waits, nor stands in front of another cache.
        String type = own.getClass().getName();
        boolean known = type.startsWith("org.springframework.cache.")
                || type.startsWith("org.springframework.data.")
                || type.startsWith("io.github.ms100.cacheasmulti.internal.store.redis.");
        return known ? Waiting.NO : Waiting.PERHAPS;
    }

    private static Cache usersOwn(Cache cache) {
        Cache own = seen(cache);
        while (DECORATOR && Decorator.is(own)) {
            own = seen(Decorator.target(own));
        }
        return own;
    }

    private static Cache seen(Cache cache) {
        return (cache instanceof ViewCache known) ? known.view().source() : cache;
    }

    /**
     * What one store says of its caches and entries. Found in {@code META-INF/spring.factories}; must load where the store is
     * not on the class path, never throw, and cost plain methods next to nothing.
     */
    public interface OfStore {

        /** Returns the entries of a cache, or of the cache that a view of this store stands for; {@code null} if it is not of this store. */
        @Nullable
        Entries entriesOf(Cache cache);

        /** Returns what converts its caches; {@code null} if the store is not on the class path. */
        @Nullable
        StoreConverter<?> converter();

        /** Returns whether a native cache belongs to this store. */
        boolean isOurs(Object nativeCache);
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

    /** The entries of a cache that compares keys as objects: known by its native cache and its name. */
    private static final class ObjectEntries implements Entries {

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
}
