package io.github.ms100.cacheasmulti.internal.statistics;

import io.github.ms100.cacheasmulti.internal.change.CacheIdentity;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.store.CacheDirectory;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * What numbers have to know of the caches of an application.
 *
 * @param directory knows their managers; asked when it is first needed
 * @param coolDown knows which are spared; {@link CoolDown#NONE} where none ever is
 * @param localLevels says by its name whether a cache was configured to have a local level
 */
public record ObservedCaches(
        Supplier<CacheDirectory> directory, Supplier<CoolDown> coolDown, Predicate<String> localLevels) {

    /** Returns the identity of a cache; with an empty name of the manager if none gives it. */
    public CacheIdentity identityOf(Cache cache) {
        CacheIdentity identity = directory.get().identityByName(cache);
        return (identity == null) ? new CacheIdentity("", cache.getName()) : identity;
    }

    /** Returns the identity of a cache of a manager; with an empty name of the manager if that is no bean. */
    public CacheIdentity identityOf(CacheManager manager, String name) {
        CacheIdentity identity = directory.get().identityOf(manager, name);
        return (identity == null) ? new CacheIdentity("", name) : identity;
    }

    /** Returns the cache of an identity, if its manager has it already. */
    public @Nullable Cache find(CacheIdentity identity) {
        return directory.get().find(identity);
    }

    public boolean hasLocalLevel(String cache) {
        return localLevels.test(cache);
    }
}
