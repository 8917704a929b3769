package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.internal.change.Changes;
import io.github.ms100.cacheasmulti.internal.change.Entries;
import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.store.NullPolicy;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** One cache of an operation, for one call. */
public final class BatchCache {

    private final Cache source;

    private final EnhancedCache batch;

    private final Changes changes;

    /** Most calls need none. */
    private @Nullable Entries entries;

    /**
     * Creates a cache.
     *
     * @param source the user's own cache, as error handlers and expressions see it
     * @param batch its batch view, which tells of no changes
     * @param changes where they are told
     */
    public BatchCache(Cache source, EnhancedCache batch, Changes changes) {
        this.source = source;
        this.batch = batch;
        this.changes = changes;
    }

    Cache source() {
        return source;
    }

    EnhancedCache batch() {
        return batch;
    }

    /** Returns what its keys mean. */
    Entries entries() {
        if (entries == null) {
            entries = changes.entriesOf(source);
        }
        return entries;
    }

    /** Returns the entry of a key whose load may be shared with other calls; {@code null} if it may not. */
    @Nullable
    EntryId shared(Object key) {
        return entries().areExact() ? entries().of(key) : null;
    }

    /** Tells that keys are about to be put or evicted; if that waits for the commit, then. */
    void announce(Collection<?> keys, boolean immediate) {
        changes.announce(source, keys, immediate);
    }

    /** Tells that everything is about to be cleared; if that waits for the commit, then. */
    void announceClear(boolean immediate) {
        changes.announceClear(source, immediate);
    }

    /** Returns whether puts and evicts wait for the commit of the current transaction. */
    boolean waitsForCommit() {
        return changes.waitsForCommit(source);
    }

    /** Returns whether it cannot hold {@code null}, so that missing elements are not stored in it. */
    boolean refusesNull() {
        // A converter of the user's own may hide from the batch form what the cache itself says.
        return NullPolicy.refusesNull(batch) || NullPolicy.refusesNull(source);
    }
}
