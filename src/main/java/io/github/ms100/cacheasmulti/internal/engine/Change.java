package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.Loaded;
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

    /** Writes entries. */
    sealed interface Write extends Change {

        CallCache cache();

        KeyedValues entries();

        /** Returns what is known of the values because they have been loaded, so that to write them is no change; else {@code null}. */
        default @Nullable Loaded loaded() {
            return null;
        }
    }

    /** Puts entries, always: what the cache holds is wrong from now on. */
    record Put(CallCache cache, KeyedValues entries) implements Write {

        @Override
        public CompletableFuture<@Nullable Void> dispatch(Handler handler) {
            return handler.put(this);
        }
    }

    /**
     * Stores what has been loaded, but for keys that somebody has evicted or put since the load began.
     *
     * @param evenIfSpared whether this is tried even while the cache is spared: it may hold older values
     * @param seeds whether nobody has looked for the entries, so that other nodes may hold older ones (P7)
     */
    record Store(CallCache cache, KeyedValues entries, RunningLoad load, boolean evenIfSpared, boolean seeds)
            implements Write {

        @Override
        public Loaded loaded() {
            return new Loaded(load.begun(), seeds ? load : null);
        }

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
