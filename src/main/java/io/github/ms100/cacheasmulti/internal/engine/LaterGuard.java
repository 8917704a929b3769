package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.AfterCommit;
import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.internal.change.Loaded;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls caches for calls that do not wait: in place what answers at once, without a thread what can be begun, all else in a thread that
 * waits (A6). What becomes of their answers is as with {@link Guard}. Serves one call.
 */
final class LaterGuard {

    private final Outcomes outcomes;

    private final LaterScope scope;

    LaterGuard(Guard guard, LaterScope scope) {
        this.outcomes = guard.outcomes();
        this.scope = scope;
    }

    Outcomes outcomes() {
        return outcomes;
    }

    /** As {@link Guard#read}. */
    CompletableFuture<@Nullable Void> read(Task.Read read) {
        CallCache cache = read.cache();
        Object[] keys = read.keys();
        @Nullable Object[] values = read.answer();
        long start = outcomes.start();
        CoolDown.Permission permission = outcomes.permission(cache);
        if (permission != null && !permission.isGranted()) {
            permission.close();
            return Futures.of(() -> {
                cache.view().readWithoutServer(keys, values);
                lookedUp(read, true, null, start);
            });
        }
        CompletableFuture<@Nullable Void> reading =
                begin(cache, () -> cache.view().readLater(keys, values, scope.resumption()), () -> cache.view()
                        .read(keys, values));
        return scope.after(reading, thrown -> {
            lookedUp(read, false, outcome(cache, thrown, permission), start);
            return Futures.done();
        });
    }

    private void lookedUp(Task.Read read, boolean bypassed, @Nullable RuntimeException thrown, long start) {
        RuntimeException failure = Outcomes.checked(read.cache(), read.keys(), read.answer(), thrown);
        if (failure != null || outcomes.areHeard()) {
            outcomes.lookedUp(
                    read.cache(),
                    read.keys(),
                    read.answer(),
                    new Outcomes.Lookup(read.again(), bypassed, failure, start));
        }
        Trace.found(read.cache(), read.keys(), read.answer());
    }

    /** As {@link Guard#write}. */
    CompletableFuture<@Nullable Void> write(Change.Write change, KeyedValues left) {
        CallCache cache = change.cache();
        Object[] keys = left.keys();
        @Nullable Object[] values = left.values();
        long start = outcomes.start();
        CompletableFuture<@Nullable Void> writing = store(
                cache,
                keys,
                change.loaded(),
                () -> cache.view().writeLater(keys, values, scope.resumption()),
                () -> cache.view().write(keys, values));
        return told(
                cache,
                writing,
                failure -> outcomes.stored(
                        cache, left, new Outcomes.Store(change.entries().size(), failure, start)));
    }

    /** As {@link Guard#evict}, at once. */
    CompletableFuture<@Nullable Void> evict(CallCache cache, Object[] keys, @Nullable Loaded loaded) {
        long start = outcomes.start();
        CompletableFuture<@Nullable Void> evicting =
                store(cache, keys, loaded, () -> cache.view().evictLater(keys, scope.resumption()), () -> cache.view()
                        .evictNow(keys));
        return told(cache, evicting, failure -> outcomes.evicted(cache, keys, failure, start));
    }

    /** Begins a call that is no change if it stores what has been loaded, or takes it back; to begin it is none, either. */
    private CompletableFuture<@Nullable Void> store(
            CallCache cache,
            Object[] keys,
            @Nullable Loaded loaded,
            Supplier<@Nullable CompletableFuture<@Nullable Void>> later,
            Runnable blocking) {
        if (loaded == null) {
            return begin(cache, later, blocking);
        }
        List<Object> stored = Arrays.asList(keys);
        return begin(
                cache,
                () -> CallScope.storing(cache.entries(), stored, loaded, later),
                () -> CallScope.storing(cache.entries(), stored, loaded, blocking));
    }

    /** As {@link Guard#clear}, at once. */
    CompletableFuture<@Nullable Void> clear(CallCache cache) {
        long start = outcomes.start();
        CompletableFuture<@Nullable Void> clearing =
                begin(cache, () -> null, () -> cache.view().clearNow());
        return told(cache, clearing, failure -> outcomes.cleared(cache, failure, start));
    }

    private CompletableFuture<@Nullable Void> begin(
            CallCache cache, Supplier<@Nullable CompletableFuture<@Nullable Void>> later, Runnable blocking) {
        if (cache.view().answersAtOnce()) {
            return Futures.of(blocking);
        }
        try {
            CompletableFuture<@Nullable Void> begun = later.get();
            if (begun != null) {
                return begun;
            }
            if (cache.view().onlyBlocks()) {
                scope.threads().tellOfWaiting(cache.source());
            }
            // What waits for a commit by itself would wait for one more in the thread that has just committed.
            boolean here = AfterCommit.isTold() && cache.view().leavesCommitToCaller();
            return here ? Futures.of(blocking) : scope.await(blocking);
        } catch (Throwable ex) {
            return Futures.failed(ex);
        }
    }

    private CompletableFuture<@Nullable Void> told(
            CallCache cache, CompletableFuture<@Nullable Void> call, Consumer<@Nullable RuntimeException> teller) {
        return scope.after(call, thrown -> {
            teller.accept(outcome(cache, thrown, null));
            return Futures.done();
        });
    }

    /** Takes notice of an outcome; returns a failure of the cache, and throws any other. */
    private @Nullable RuntimeException outcome(
            CallCache cache, @Nullable Throwable thrown, CoolDown.@Nullable Permission permission) {
        try {
            return outcome(cache, thrown);
        } finally {
            if (permission != null) {
                permission.close();
            }
        }
    }

    private @Nullable RuntimeException outcome(CallCache cache, @Nullable Throwable thrown) {
        if (thrown == null) {
            outcomes.answered(cache);
            return null;
        }
        if (thrown instanceof CancellationException cancelled) {
            // Whoever has cancelled it: that says nothing of the cache.
            throw cancelled;
        }
        outcomes.failed(cache, thrown);
        if (thrown instanceof Error error) {
            throw error;
        }
        return (thrown instanceof RuntimeException failure)
                ? failure
                : new IllegalStateException(
                        "Cache '%s' failed".formatted(cache.source().getName()), thrown);
    }
}
