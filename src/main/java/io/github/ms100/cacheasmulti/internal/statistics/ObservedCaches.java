package io.github.ms100.cacheasmulti.internal.statistics;

import io.github.ms100.cacheasmulti.internal.change.CacheIdentity;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.store.MadeManagers;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * What numbers have to know of the caches of an application.
 *
 * @param managers knows their managers; asked when it is first needed
 * @param coolDown knows which are spared; {@link CoolDown#NONE} where none ever is
 * @param localLevels says by its name whether a cache was configured to have a local level
 */
public record ObservedCaches(
        Supplier<MadeManagers> managers, Supplier<CoolDown> coolDown, Predicate<String> localLevels) {

    /** How many caches have numbers of their own (O3). */
    private static final int OWN = 200;

    /** Stands for all further ones; the caches of a manager have the name of its bean. */
    private static final CacheIdentity OTHERS = new CacheIdentity("", "(others)");

    /** Returns whose numbers those of a cache are: its own, or those of all others once there are many. */
    public static CacheIdentity orOthers(CacheIdentity identity, Map<CacheIdentity, ?> known) {
        return (known.size() < OWN || known.containsKey(identity)) ? identity : OTHERS;
    }

    /** Returns the identity of a cache; with an empty name of the manager if none gives it. */
    public CacheIdentity identityOf(Cache cache) {
        CacheIdentity identity = managers.get().identityOf(cache);
        return (identity == null) ? new CacheIdentity("", cache.getName()) : identity;
    }

    /** Returns the identity of a cache of a manager; with an empty name of the manager if that is no bean. */
    public CacheIdentity identityOf(CacheManager manager, String name) {
        CacheIdentity identity = managers.get().identityOf(manager, name);
        return (identity == null) ? new CacheIdentity("", name) : identity;
    }

    /** Returns the manager of an identity, if it has been made. */
    public @Nullable CacheManager manager(CacheIdentity identity) {
        return managers.get().manager(identity);
    }

    /** Returns the cache of an identity, if its manager has it already. */
    public @Nullable Cache find(CacheIdentity identity) {
        return managers.get().find(identity);
    }

    /** Returns whether calls spare a cache now; takes no trial from any. */
    public boolean isSpared(Cache cache) {
        return coolDown.get().isSpared(cache);
    }

    public boolean hasLocalLevel(String cache) {
        return localLevels.test(cache);
    }
}
