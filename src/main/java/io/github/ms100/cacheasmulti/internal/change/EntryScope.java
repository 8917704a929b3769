package io.github.ms100.cacheasmulti.internal.change;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Entries that are cleared together: those of one cache, or all of a store that keeps several caches. */
public final class EntryScope {

    private final Object store;

    private final @Nullable String name;

    private final @Nullable EntryScope wider;

    private EntryScope(Object store, @Nullable String name, @Nullable EntryScope wider) {
        this.store = store;
        this.name = name;
        this.wider = wider;
    }

    /**
     * Returns the entries of one cache.
     *
     * @param store holds them; must be that very object
     * @param name tells them from others in the same store
     */
    public static EntryScope of(Object store, String name) {
        return new EntryScope(store, name, null);
    }

    /** Returns all entries of a store. */
    public static EntryScope of(Object store) {
        return new EntryScope(store, null, null);
    }

    /** Returns the part of these, which are all of a store, whose keys begin with a prefix: all if that is empty. */
    public EntryScope part(String prefix) {
        return prefix.isEmpty() ? this : new EntryScope(store, prefix, this);
    }

    /** Returns all entries of the store, if they can be cleared together and these are only a part. */
    @Nullable
    EntryScope wider() {
        return wider;
    }

    /** Returns the entries among which a key is unique. */
    EntryScope widest() {
        return (wider == null) ? this : wider;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntryScope that && store == that.store && Objects.equals(name, that.name);
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(store) * 31 + Objects.hashCode(name);
    }

    @Override
    public String toString() {
        if (name == null) {
            return "a whole store";
        }
        return (wider == null) ? "cache '%s'".formatted(name) : "the entries that begin with '%s'".formatted(name);
    }
}
