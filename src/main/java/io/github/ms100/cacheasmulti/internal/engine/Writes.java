package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.AfterCommit;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed.Waiting;
import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.support.Printable;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What a call writes to its caches: after the commit where they take part in a transaction (S21), no {@code null} where it is
 * refused (S11), and of what was loaded nothing that has changed since (S27). Thread-safe.
 */
final class Writes {

    private static final Log logger = LogFactory.getLog(BatchExecution.class);

    private final Guard guard;

    Writes(Guard guard) {
        this.guard = guard;
    }

    /**
     * Stores entries, after the commit if the cache takes part in a transaction. Always tried, as evicts are: what the
     * cache holds is wrong from now on.
     */
    void put(BatchCache cache, KeyedValues entries) {
        KeyedValues accepted = accepted(cache, entries);
        if (accepted.size() > 0) {
            Object[] keys = accepted.keys();
            trace("Creating cache entries for keys", keys, cache);
            change(cache, cache.announce(keys, false), () -> guard.write(cache, accepted, entries.size(), null));
        } else {
            guard.refuse(cache, entries.size());
        }
    }

    /**
     * Stores what was missing and has been loaded, but for keys that somebody has evicted or put since the load began,
     * after the commit if the cache takes part in a transaction. Left out while the cache is spared: whatever it holds
     * then has not become wrong by this call.
     */
    void fill(BatchCache cache, KeyedValues entries, RunningLoad load) {
        store(cache, entries, load, accepted -> {
            try (CoolDown.Permission permission = guard.ask(cache)) {
                if (permission.isGranted()) {
                    storeUnchanged(cache, accepted, entries.size(), load);
                } else {
                    guard.refuse(cache, entries.size());
                }
            }
        });
    }

    /** As {@link #fill}, but always tried: what the cache holds may be older. */
    void refresh(BatchCache cache, KeyedValues entries, RunningLoad load) {
        store(cache, entries, load, accepted -> storeUnchanged(cache, accepted, entries.size(), load));
    }

    private void store(BatchCache cache, KeyedValues entries, RunningLoad load, Consumer<KeyedValues> storing) {
        KeyedValues accepted = accepted(cache, entries);
        if (accepted.size() == 0) {
            guard.refuse(cache, entries.size());
            return;
        }
        trace("Creating cache entries for keys", accepted.keys(), cache);
        if (cache.view().leavesCommitToCaller() && AfterCommit.isAwaited()) {
            AfterCommit.run(() -> storing.accept(accepted), load.hold());
        } else {
            storing.accept(accepted);
        }
    }

    // As checking and storing are two steps, it checks once more and evicts what has changed in between.
    private void storeUnchanged(BatchCache cache, KeyedValues entries, int asked, RunningLoad load) {
        KeyedValues fresh = entries.without(load.changed(cache.entries(), entries.keys()));
        if (fresh.size() == 0) {
            guard.refuse(cache, asked);
            return;
        }
        // What the cache puts off by itself may be overtaken until the commit.
        boolean engineStores = cache.view().leavesCommitToCaller() || !AfterCommit.isAwaited();
        Waiting waiting = engineStores ? Waiting.NO : cache.waiting();
        try {
            guard.write(cache, fresh, asked, load);
        } finally {
            // Also after a failure: part of it may have been stored.
            if (waiting != Waiting.YES) {
                evictChanged(cache, fresh, load, false);
            }
            if (waiting != Waiting.NO) {
                AfterCommit.run(() -> evictChanged(cache, fresh, load, true), load.hold());
            }
        }
    }

    private void evictChanged(BatchCache cache, KeyedValues stored, RunningLoad load, boolean now) {
        Object[] stale = stored.keysAt(load.changed(cache.entries(), stored.keys()));
        if (stale.length > 0) {
            guard.evict(cache, stale, now, true);
        }
    }

    /** Evicts keys, after the commit if the cache takes part in a transaction. */
    void evict(BatchCache cache, Object[] keys) {
        if (keys.length > 0) {
            trace("Invalidating cache keys", keys, cache);
            change(cache, cache.announce(keys, false), () -> guard.evict(cache, keys, false, false));
        }
    }

    /** Evicts keys at once, transaction or not (S20). */
    void evictIfPresent(BatchCache cache, Object[] keys) {
        if (keys.length > 0) {
            trace("Invalidating cache keys", keys, cache);
            Runnable made = cache.announce(keys, true);
            try {
                guard.evict(cache, keys, true, false);
            } finally {
                made.run();
            }
        }
    }

    /** Clears a cache: at once, or after the commit if the cache takes part in a transaction. */
    void clear(BatchCache cache, boolean immediate) {
        if (logger.isTraceEnabled()) {
            logger.trace(
                    "Invalidating entire cache '%s'".formatted(cache.source().getName()));
        }
        Runnable made = cache.announceClear(immediate);
        if (immediate) {
            try {
                guard.clear(cache, true);
            } finally {
                made.run();
            }
        } else {
            change(cache, made, () -> guard.clear(cache, false));
        }
    }

    // Guarded on both sides of the commit: the error handler hears of a failure after it, too.
    private static void change(BatchCache cache, Runnable made, Runnable change) {
        try {
            if (cache.view().leavesCommitToCaller()) {
                AfterCommit.run(change);
            } else {
                change.run();
            }
        } finally {
            made.run();
        }
    }

    private static KeyedValues accepted(BatchCache cache, KeyedValues entries) {
        return cache.refusesNull() ? entries.withoutNulls() : entries;
    }

    private static void trace(String what, Object[] keys, BatchCache cache) {
        if (logger.isTraceEnabled()) {
            logger.trace("%s %s in cache '%s'"
                    .formatted(
                            what,
                            Printable.all(Arrays.asList(keys)),
                            cache.source().getName()));
        }
    }
}
