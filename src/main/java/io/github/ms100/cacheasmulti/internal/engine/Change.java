package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a call writes to one cache. */
sealed interface Change extends Task {

    /** Calls the method of a handler that is about this kind. */
    CompletableFuture<@Nullable Void> dispatch(Handler handler);

    /** Returns the same change of several caches. */
    static List<Change> ofAll(List<CallCache> caches, Function<CallCache, Change> change) {
        List<Change> changes = new ArrayList<>(caches.size());
        for (CallCache cache : caches) {
            changes.add(change.apply(cache));
        }
        return changes;
    }

    /** Puts entries, always: what the cache holds is wrong from now on. */
    record Put(CallCache cache, KeyedValues entries) implements Change {

        @Override
        public CompletableFuture<@Nullable Void> dispatch(Handler handler) {
            return handler.put(this);
        }
    }

    /**
     * Stores what has been loaded, but for keys that somebody has evicted or put since the load began.
     *
     * @param mayHoldOlder whether the cache may hold older values, so that this is tried even while the cache is spared
     * @param seeds whether nobody has looked for the entries, so that other nodes may hold older ones (P7)
     */
    record Store(CallCache cache, KeyedValues entries, RunningLoad load, boolean mayHoldOlder, boolean seeds)
            implements Change {

        @Override
        public CompletableFuture<@Nullable Void> dispatch(Handler handler) {
            return handler.store(this);
        }
    }

    /** Evicts keys, if there are any. */
    final class Evict implements Change {

        private final CallCache cache;

        private final Object[] keys;

        private final boolean now;

        /**
         * Creates an eviction.
         *
         * @param keys not modified
         * @param now whether at once, transaction or not (S20)
         */
        Evict(CallCache cache, Object[] keys, boolean now) {
            this.cache = cache;
            this.keys = keys;
            this.now = now;
        }

        CallCache cache() {
            return cache;
        }

        Object[] keys() {
            return keys;
        }

        boolean now() {
            return now;
        }

        @Override
        public CompletableFuture<@Nullable Void> dispatch(Handler handler) {
            return handler.evict(this);
        }
    }

    /**
     * Clears a cache.
     *
     * @param now whether at once, transaction or not
     */
    record Clear(CallCache cache, boolean now) implements Change {

        @Override
        public CompletableFuture<@Nullable Void> dispatch(Handler handler) {
            return handler.clear(this);
        }
    }

    /** Makes changes; each future ends when the change has been made, or put off until the commit. */
    interface Handler {

        CompletableFuture<@Nullable Void> put(Put change);

        CompletableFuture<@Nullable Void> store(Store change);

        CompletableFuture<@Nullable Void> evict(Evict change);

        CompletableFuture<@Nullable Void> clear(Clear change);
    }
}
