package io.github.ms100.cacheasmulti.internal.change;

import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the current thread is storing of a load. To store it is no change, though a cache of the user's own may well be built
 * on one that tells of changes; what user code does to other entries meanwhile is.
 */
final class Storing {

    private static final ThreadLocal<@Nullable Storing> CURRENT = new ThreadLocal<>();

    private final Entries entries;

    private final Collection<?> keys;

    private final @Nullable Storing outer;

    private @Nullable Set<EntryId> ids;

    private Storing(Entries entries, Collection<?> keys, @Nullable Storing outer) {
        this.entries = entries;
        this.keys = keys;
        this.outer = outer;
    }

    /** Returns what the current thread is storing; {@code null} if nothing. */
    static @Nullable Storing current() {
        return CURRENT.get();
    }

    /** Stores entries. */
    static void run(Entries entries, Collection<?> keys, Runnable store) {
        Storing outer = CURRENT.get();
        CURRENT.set(new Storing(entries, keys, outer));
        try {
            store.run();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    boolean holds(EntryId id) {
        if (ids == null) {
            ids = keys.stream()
                    .map(entries::of)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toCollection(HashSet::new));
        }
        return contains(ids, id) || (outer != null && outer.holds(id));
    }

    private static boolean contains(Set<EntryId> ids, EntryId id) {
        try {
            return ids.contains(id);
        } catch (RuntimeException | Error ex) {
            // Keys that cannot be compared: whoever stores or changes one will hear of it.
            return false;
        }
    }
}
