package io.github.ms100.cacheasmulti.cache.internal;

import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * Where changes of caches are told, each before it is made, so that {@linkplain RunningLoad running loads} store nothing
 * older. Telling never throws, and costs the same for each key whatever is running; next to nothing if no load is.
 *
 * <p>Thread-safe.
 */
public final class Changes {

    static final Stamps STAMPS = new Stamps();

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
     * Tells that keys of a cache are about to be put or evicted: now, and if that waits for a commit, then.
     *
     * @param keys read now, and not kept
     */
    public void announce(Cache cache, Collection<?> keys) {
        if (keys.isEmpty()) {
            return;
        }
        if (mayWait(cache)) {
            tellAtCommit(cache, new ArrayList<>(keys));
        } else {
            announceNow(cache, keys);
        }
    }

    /** Tells that a cache is about to be cleared: now, and if that waits for a commit, then. */
    public void announceClear(Cache cache) {
        if (mayWait(cache)) {
            tellAtCommit(cache, null);
        } else {
            announceClearNow(cache);
        }
    }

    /** Tells that keys of a cache are about to be changed at once, transaction or not. */
    public void announceNow(Cache cache, Collection<?> keys) {
        if (!RunningLoad.isNone() && !keys.isEmpty()) {
            tell(identities.entriesOf(cache), keys, (index, before) -> {});
        }
    }

    /** Tells that a cache is about to be cleared at once, transaction or not. */
    public void announceClearNow(Cache cache) {
        if (!RunningLoad.isNone()) {
            tell(identities.entriesOf(cache), null, (index, before) -> {});
        }
    }

    private boolean mayWait(Cache cache) {
        return identities.waitsForCommit(cache) && CurrentTransaction.isActive();
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
     * @return the number of the change
     */
    static long tell(Entries entries, @Nullable Collection<?> keys, Trace trace) {
        long number = STAMPS.next();
        if (keys == null) {
            stamp(entries.all(), number, trace);
            return number;
        }
        Storing storing = Storing.current();
        for (Object key : keys) {
            EntryId id = entries.of(key);
            if (id == null) {
                stamp(entries.all(), number, trace);
            } else if (storing == null || !storing.holds(id)) {
                stamp(id, number, trace);
            }
        }
        return number;
    }

    private static void stamp(Object changed, long number, Trace trace) {
        int index = Stamps.index(changed);
        trace.left(index, STAMPS.stamp(index, number));
    }

    /** Hears where a change was stamped, and what was there before. */
    @FunctionalInterface
    interface Trace {
        void left(int index, long before);
    }
}
