package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.internal.change.CacheIdentity;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.change.EntryScope;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * The caches of an application by their identities, so that one node can say to another which it means. Asks the managers
 * anew each time, and only for caches they have: none is made. A composite manager does not say which of its own has one,
 * and is asked as a call asks it.
 *
 * <p>Thread-safe.
 */
public final class CacheDirectory {

    private final ChangeFeed feed;

    private final Supplier<Map<String, CacheManager>> managers;

    /**
     * Creates a directory.
     *
     * @param feed knows which caches have the same entries
     * @param managers returns the managers by the names of their beans, in order
     */
    public CacheDirectory(ChangeFeed feed, Supplier<Map<String, CacheManager>> managers) {
        this.feed = feed;
        this.managers = managers;
    }

    /**
     * Returns the identity of a cache, whatever decorates it: of several that have its entries the first, those under its own
     * name before others; {@code null} if no manager has it.
     */
    public @Nullable CacheIdentity identityOf(Cache cache) {
        Map<String, CacheManager> known = managers.get();
        EntryScope entries = entriesOf(cache);
        Stream<CacheIdentity> named = known.keySet().stream().map(it -> new CacheIdentity(it, cache.getName()));
        Stream<CacheIdentity> others = known.entrySet().stream().flatMap(it -> it.getValue().getCacheNames().stream()
                .map(name -> new CacheIdentity(it.getKey(), name)));
        return Stream.concat(named, others)
                .filter(identity -> {
                    Cache found = find(known, identity);
                    return found != null && entriesOf(found).equals(entries);
                })
                .findFirst()
                .orElse(null);
    }

    /** Returns the cache of an identity as its manager gives it; {@code null} if it does not have it, or not yet. */
    public @Nullable Cache find(CacheIdentity identity) {
        return find(managers.get(), identity);
    }

    private static @Nullable Cache find(Map<String, CacheManager> managers, CacheIdentity identity) {
        CacheManager manager = managers.get(identity.manager());
        return (manager != null && manager.getCacheNames().contains(identity.name()))
                ? manager.getCache(identity.name())
                : null;
    }

    private EntryScope entriesOf(Cache cache) {
        return feed.entriesOf(cache).all();
    }
}
