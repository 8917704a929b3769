package io.github.ms100.cacheasmulti.internal.change;

import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** Says which entries of its store the keys of a cache mean. Made for one call; the subscriptions to its result may share it. */
public interface Entries {

    /**
     * Returns the entry that a key means; {@code null} if that cannot be found out, which is not an error here. The same
     * key is looked into once.
     */
    @Nullable
    EntryId of(Object key);

    /** Returns the same without what is remembered of keys that have been looked into. */
    default Entries anew() {
        return this;
    }

    /** Returns all entries of the cache. */
    EntryScope all();

    /** Returns whether equal answers of {@link #of} are one entry for sure, so that a value may be shared by them. */
    default boolean areExact() {
        return true;
    }

    /**
     * Returns the cache itself, whatever decorates it, if it treats what stores a load in another way than a change: then nobody
     * is told of it. {@code null} if it does not.
     */
    default @Nullable Cache cacheOfLoads() {
        return null;
    }
}
