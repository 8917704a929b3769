package io.github.ms100.cacheasmulti.internal.change;

import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** What is about to change, or has changed, in one cache. Used in the thread that changes it. */
public final class Change {

    private final Identities identities;

    private final Cache cache;

    /** {@code null} for everything. */
    private final @Nullable Collection<?> keys;

    private @Nullable Entries entries;

    Change(Identities identities, Cache cache, @Nullable Collection<?> keys) {
        this.identities = identities;
        this.cache = cache;
        this.keys = keys;
    }

    /**
     * Names what changes. What the current thread is storing of a load is no change.
     *
     * @param entry gets each entry
     * @param all gets all entries of the cache, if they change or if nobody can tell which does
     */
    public void forEach(Consumer<EntryId> entry, Consumer<EntryScope> all) {
        if (entries == null) {
            entries = identities.entriesOf(cache);
        }
        if (keys == null) {
            all.accept(entries.all());
            return;
        }
        CallScope scope = CallScope.current();
        for (Object key : keys) {
            EntryId id = entries.of(key);
            if (id == null) {
                all.accept(entries.all());
            } else if (scope == null || !scope.isStoring(id)) {
                entry.accept(id);
            }
        }
    }
}
