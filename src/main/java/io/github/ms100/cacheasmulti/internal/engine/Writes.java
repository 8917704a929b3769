package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.AfterCommit;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed.Waiting;
import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a call writes to its caches: after the commit where they take part in a transaction (S21), no {@code null} where it is
 * refused (S11), and of what was loaded nothing that has changed since (S27). Thread-safe.
 */
final class Writes implements Change.Handler {

    private final Guard guard;

    Writes(Guard guard) {
        this.guard = guard;
    }

    /** Makes a change. */
    void make(Change change) {
        CompletableFuture<@Nullable Void> unused = change.dispatch(this);
    }

    @Override
    public CompletableFuture<@Nullable Void> put(Change.Put change) {
        CallCache cache = change.cache();
        KeyedValues accepted = accepted(guard.outcomes(), cache, change.entries());
        if (accepted != null) {
            Runnable made = cache.announce(accepted.keys(), false);
            change(cache, made, () -> guard.write(change, accepted));
        }
        return Futures.done();
    }

    /** Left out while the cache is spared, unless it may hold something older: it has not become wrong by this call. */
    @Override
    public CompletableFuture<@Nullable Void> store(Change.Store change) {
        CallCache cache = change.cache();
        KeyedValues accepted = accepted(guard.outcomes(), cache, change.entries());
        if (accepted == null) {
            return Futures.done();
        }
        if (cache.view().leavesCommitToCaller() && AfterCommit.isAwaited()) {
            AfterCommit.run(() -> store(change, accepted), change.load().hold());
        } else {
            store(change, accepted);
        }
        return Futures.done();
    }

    private void store(Change.Store change, KeyedValues accepted) {
        CallCache cache = change.cache();
        if (change.evenIfSpared()) {
            storeUnchanged(change, accepted);
            return;
        }
        try (CoolDown.Permission permission = guard.outcomes().ask(cache)) {
            if (permission.isGranted()) {
                storeUnchanged(change, accepted);
            } else {
                guard.outcomes().refuse(cache, change.entries().size());
            }
        }
    }

    // As checking and storing are two steps, it checks once more and evicts what has changed in between.
    private void storeUnchanged(Change.Store change, KeyedValues entries) {
        CallCache cache = change.cache();
        RunningLoad load = change.load();
        KeyedValues fresh = entries.without(load.changed(cache.entries(), entries.keys()));
        if (fresh.size() == 0) {
            guard.outcomes().refuse(cache, change.entries().size());
            return;
        }
        // What the cache puts off by itself may be overtaken until the commit.
        boolean engineStores = cache.view().leavesCommitToCaller() || !AfterCommit.isAwaited();
        Waiting waiting = engineStores ? Waiting.NO : cache.waiting();
        try {
            guard.write(change, fresh);
        } finally {
            // Also after a failure: part of it may have been stored.
            if (waiting != Waiting.YES) {
                evictChanged(change, fresh, false);
            }
            if (waiting != Waiting.NO) {
                AfterCommit.run(() -> evictChanged(change, fresh, true), load.hold());
            }
        }
    }

    private void evictChanged(Change.Store change, KeyedValues stored, boolean now) {
        CallCache cache = change.cache();
        Object[] stale = stored.keysAt(change.load().changed(cache.entries(), stored.keys()));
        if (stale.length > 0) {
            guard.evict(cache, stale, now, change.loaded());
        }
    }

    @Override
    public CompletableFuture<@Nullable Void> evict(Change.Evict change) {
        CallCache cache = change.cache();
        Object[] keys = change.keys();
        if (keys.length > 0) {
            Trace.evicting(cache, keys);
            Runnable made = cache.announce(keys, change.now());
            make(change.now(), cache, made, () -> guard.evict(cache, keys, change.now(), null));
        }
        return Futures.done();
    }

    @Override
    public CompletableFuture<@Nullable Void> clear(Change.Clear change) {
        CallCache cache = change.cache();
        Trace.clearing(cache);
        Runnable made = cache.announceClear(change.now());
        make(change.now(), cache, made, () -> guard.clear(cache, change.now()));
        return Futures.done();
    }

    private static void make(boolean now, CallCache cache, Runnable made, Runnable change) {
        if (now) {
            try {
                change.run();
            } finally {
                made.run();
            }
        } else {
            change(cache, made, change);
        }
    }

    // Guarded on both sides of the commit: the error handler hears of a failure after it, too.
    private static void change(CallCache cache, Runnable made, Runnable change) {
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

    /** Returns those of some entries that a cache can hold, about to be stored; {@code null} if there are none. */
    static @Nullable KeyedValues accepted(Outcomes outcomes, CallCache cache, KeyedValues entries) {
        KeyedValues accepted = cache.refusesNull() ? entries.withoutNulls() : entries;
        if (accepted.size() == 0) {
            outcomes.refuse(cache, entries.size());
            return null;
        }
        Trace.storing(cache, accepted.keys());
        return accepted;
    }
}
