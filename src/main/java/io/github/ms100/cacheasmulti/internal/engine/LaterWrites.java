package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.ChangeFeed.Waiting;
import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an asynchronous call writes to its caches, as {@link Writes} does for one that waits; each future ends when the cache has made the
 * change (A7), or at once where that is put off until the commit (A14). Serves one call.
 */
final class LaterWrites implements Change.Handler {

    private final LaterGuard guard;

    private final LaterScope scope;

    /** The last change that waits for the commit: they are made one after another, as they came. */
    private @Nullable CompletableFuture<?> last;

    LaterWrites(LaterGuard guard, LaterScope scope) {
        this.guard = guard;
        this.scope = scope;
    }

    @Override
    public CompletableFuture<@Nullable Void> put(Change.Put change) {
        CallCache cache = change.cache();
        KeyedValues accepted = Writes.accepted(guard.outcomes(), cache, change.entries());
        if (accepted == null) {
            return Futures.done();
        }
        return committed(cache, () -> LaterWrites::nothing, () -> {
            Runnable made = cache.announceNow(accepted.keys());
            return ended(() -> guard.write(change, accepted), made);
        });
    }

    @Override
    public CompletableFuture<@Nullable Void> store(Change.Store change) {
        CallCache cache = change.cache();
        KeyedValues accepted = Writes.accepted(guard.outcomes(), cache, change.entries());
        if (accepted == null) {
            return Futures.done();
        }
        return committed(cache, change.load()::hold, () -> store(change, accepted));
    }

    private CompletableFuture<@Nullable Void> store(Change.Store change, KeyedValues accepted) {
        CallCache cache = change.cache();
        if (change.evenIfSpared()) {
            return storeUnchanged(change, accepted);
        }
        CoolDown.Permission permission = guard.outcomes().ask(cache);
        if (!permission.isGranted()) {
            permission.close();
            guard.outcomes().refuse(cache, change.entries().size());
            return Futures.done();
        }
        return ended(() -> storeUnchanged(change, accepted), permission::close);
    }

    // As checking and storing are two steps, it checks once more and evicts what has changed in between.
    private CompletableFuture<@Nullable Void> storeUnchanged(Change.Store change, KeyedValues entries) {
        CallCache cache = change.cache();
        RunningLoad load = change.load();
        KeyedValues fresh = entries.without(load.changed(cache.entries(), entries.keys()));
        if (fresh.size() == 0) {
            guard.outcomes().refuse(cache, change.entries().size());
            return Futures.done();
        }
        return scope.after(guard.write(change, fresh), failure -> {
            // Also after a failure: part of it may have been stored.
            Object[] stale = fresh.keysAt(load.changed(cache.entries(), fresh.keys()));
            CompletableFuture<@Nullable Void> evicted =
                    (stale.length == 0) ? Futures.done() : guard.evict(cache, stale, change.loaded());
            return (failure == null) ? evicted : scope.after(evicted, any -> Futures.failed(failure));
        });
    }

    @Override
    public CompletableFuture<@Nullable Void> evict(Change.Evict change) {
        CallCache cache = change.cache();
        Object[] keys = change.keys();
        if (keys.length == 0) {
            return Futures.done();
        }
        Trace.evicting(cache, keys);
        return make(change.now(), cache, () -> {
            Runnable made = cache.announceNow(keys);
            return ended(() -> guard.evict(cache, keys, null), made);
        });
    }

    @Override
    public CompletableFuture<@Nullable Void> clear(Change.Clear change) {
        CallCache cache = change.cache();
        Trace.clearing(cache);
        return make(change.now(), cache, () -> {
            Runnable made = cache.announceNow(null);
            return ended(() -> guard.clear(cache), made);
        });
    }

    private CompletableFuture<@Nullable Void> make(
            boolean now, CallCache cache, Supplier<CompletableFuture<@Nullable Void>> change) {
        return now ? change.get() : committed(cache, () -> LaterWrites::nothing, change);
    }

    /** Makes a change: at once, or when the transaction of the call has been committed if its cache takes part in it. */
    private CompletableFuture<@Nullable Void> committed(
            CallCache cache, Supplier<Runnable> hold, Supplier<CompletableFuture<@Nullable Void>> change) {
        if (scope.committed() != null && cache.waiting() != Waiting.NO) {
            last = scope.afterCommit(last, change, hold.get());
            return Futures.done();
        }
        return change.get();
    }

    private static void nothing() {}

    private CompletableFuture<@Nullable Void> ended(Supplier<CompletableFuture<@Nullable Void>> call, Runnable end) {
        CompletableFuture<@Nullable Void> begun;
        try {
            begun = call.get();
        } catch (Throwable ex) {
            begun = Futures.failed(ex);
        }
        return scope.after(begun, failure -> {
            end.run();
            return (failure == null) ? Futures.done() : Futures.failed(failure);
        });
    }
}
