package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.internal.change.CacheIdentity;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * The cache managers of an application that have been made, to name caches by: unlike {@link CacheDirectory} it makes none, and
 * one that fails has no caches. Thread-safe.
 */
public final class MadeManagers {

    private final ChangeFeed feed;

    private final Supplier<Map<String, CacheManager>> made;

    /**
     * Creates it.
     *
     * @param feed knows which caches have the same entries
     * @param made returns the managers that have been made by the names of their beans, in order
     */
    public MadeManagers(ChangeFeed feed, Supplier<Map<String, CacheManager>> made) {
        this.feed = feed;
        this.made = made;
    }

    /**
     * Returns the identity of a cache under its own name: that of a manager that gives this very cache, else of the first that
     * gives one with its entries; {@code null} if none does.
     */
    public @Nullable CacheIdentity identityOf(Cache cache) {
        CacheIdentity alike = null;
        for (Map.Entry<String, CacheManager> known : made.get().entrySet()) {
            CacheIdentity identity = new CacheIdentity(known.getKey(), cache.getName());
            Cache found = find(known.getValue(), cache.getName());
            if (found == cache) {
                return identity;
            }
            if (found != null && alike == null && haveSameEntries(found, cache)) {
                alike = identity;
            }
        }
        return alike;
    }

    /** Returns the identity of a cache by its manager, which need not have it yet; {@code null} if that is no bean. */
    public @Nullable CacheIdentity identityOf(CacheManager manager, String name) {
        for (Map.Entry<String, CacheManager> known : made.get().entrySet()) {
            if (known.getValue() == manager) {
                return new CacheIdentity(known.getKey(), name);
            }
        }
        return null;
    }

    /** Returns the manager of an identity; {@code null} if there is none, or none yet. */
    public @Nullable CacheManager manager(CacheIdentity identity) {
        return made.get().get(identity.manager());
    }

    /** Returns the cache of an identity; {@code null} if its manager does not have it, or not yet. */
    public @Nullable Cache find(CacheIdentity identity) {
        CacheManager manager = made.get().get(identity.manager());
        return (manager == null) ? null : find(manager, identity.name());
    }

    private static @Nullable Cache find(CacheManager manager, String name) {
        try {
            return manager.getCacheNames().contains(name) ? manager.getCache(name) : null;
        } catch (RuntimeException ex) {
            // Whoever calls a method with caches of that manager hears of it; others should not.
            return null;
        }
    }

    private boolean haveSameEntries(Cache one, Cache other) {
        return feed.entriesOf(one).all().equals(feed.entriesOf(other).all());
    }
}
