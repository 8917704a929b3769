package io.github.ms100.cacheasmulti.internal.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * Where changes of caches are told, each before it is made, so that {@linkplain RunningLoad running loads} store nothing
 * older (S27). Telling never throws, and costs the same for each key whatever is running; next to nothing if no load is.
 *
 * <p>Thread-safe.
 */
public final class Changes {

    static final Stamps STAMPS = new Stamps();

    private static final IntConsumer NOW = STAMPS::stamp;

    private final Identities identities;

    /** Creates a place to tell changes to the loads of this JVM. */
    public Changes(Identities identities) {
        this.identities = identities;
    }

    /** Returns what the keys of a cache mean, for one call. */
    public Entries entriesOf(Cache cache) {
        return identities.entriesOf(cache);
    }

    /** Returns whether puts and evicts of a cache wait for the commit of the current transaction. */
    public boolean waitsForCommit(Cache cache) {
        return identities.waitsForCommit(cache);
    }

    /**
     * Tells that keys of a cache are about to be put or evicted; of a cache that waits for the commit it tells then.
     *
     * @param keys read now, and not kept
     * @param immediate whether they are changed at once, even in a transaction
     */
    public void announce(Cache cache, Collection<?> keys, boolean immediate) {
        if (keys.isEmpty()) {
            return;
        }
        if (!immediate && mayWait(cache)) {
            tellAtCommit(cache, new ArrayList<>(keys));
        } else if (!RunningLoad.isNone()) {
            tell(identities.entriesOf(cache), keys, NOW);
        }
    }

    /** As {@link #announce}, of one key: what a plain method pays. */
    public void announceKey(Cache cache, Object key, boolean immediate) {
        if (!immediate && mayWait(cache)) {
            tellAtCommit(cache, Collections.singleton(key));
        } else if (!RunningLoad.isNone()) {
            tell(identities.entriesOf(cache), key, Storing.current(), NOW);
        }
    }

    /** As {@link #announce}, of everything in a cache that is about to be cleared. */
    public void announceClear(Cache cache, boolean immediate) {
        if (!immediate && mayWait(cache)) {
            tellAtCommit(cache, null);
        } else if (!RunningLoad.isNone()) {
            tell(identities.entriesOf(cache), null, NOW);
        }
    }

    private boolean mayWait(Cache cache) {
        return CurrentTransaction.isActive() && identities.waitsForCommit(cache);
    }

    private void tellAtCommit(Cache cache, @Nullable Collection<?> keys) {
        // Registered before the change itself, so it runs before that.
        OwnChange change = new OwnChange(() -> identities.entriesOf(cache), keys);
        CurrentTransaction.afterCommit(change, change::forget);
    }

    /**
     * Tells of a change.
     *
     * @param keys what changes; {@code null} for everything
     * @param stamp leaves a number at an index
     */
    static void tell(Entries entries, @Nullable Collection<?> keys, IntConsumer stamp) {
        if (keys == null) {
            stamp.accept(Stamps.index(entries.all()));
            return;
        }
        Storing storing = Storing.current();
        for (Object key : keys) {
            tell(entries, key, storing, stamp);
        }
    }

    private static void tell(Entries entries, Object key, @Nullable Storing storing, IntConsumer stamp) {
        EntryId id = entries.of(key);
        if (id == null) {
            stamp.accept(Stamps.index(entries.all()));
        } else if (storing == null || !storing.holds(id)) {
            stamp.accept(Stamps.index(id));
        }
    }
}
