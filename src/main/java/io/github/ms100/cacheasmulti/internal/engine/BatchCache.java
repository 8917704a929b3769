package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed.Waiting;
import io.github.ms100.cacheasmulti.internal.change.Entries;
import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.internal.store.Stores;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/** One cache of an operation, for one call. */
public final class BatchCache {

    private final Cache source;

    private final StoreView view;

    private final ChangeFeed feed;

    /** Most calls need none. */
    private @Nullable Entries entries;

    BatchCache(Cache source, StoreView view, ChangeFeed feed) {
        this.source = source;
        this.view = view;
        this.feed = feed;
    }

    /** Returns the user's own cache, as error handlers and expressions see it. */
    Cache source() {
        return source;
    }

    StoreView view() {
        return view;
    }

    /** Returns what its keys mean. */
    Entries entries() {
        if (entries == null) {
            entries = feed.entriesOf(source);
        }
        return entries;
    }

    /** Returns the entry of a key whose load may be shared with other calls; {@code null} if it may not. */
    @Nullable
    EntryId shared(Object key) {
        return entries().areExact() ? entries().of(key) : null;
    }

    /** As {@link ChangeFeed#announce(Cache, java.util.Collection, boolean)}. */
    Runnable announce(Object[] keys, boolean immediate) {
        List<Object> changed = Arrays.asList(keys);
        return isPutOff(immediate) ? feed.announcePutOff(source, changed) : feed.announce(source, changed, immediate);
    }

    /** As {@link ChangeFeed#announceClear}. */
    Runnable announceClear(boolean immediate) {
        return isPutOff(immediate) ? feed.announcePutOff(source, null) : feed.announceClear(source, immediate);
    }

    /** Returns whether the engine makes a change at the commit: what users see of the cache need not tell of that. */
    private boolean isPutOff(boolean immediate) {
        return !immediate && view.leavesCommitToCaller();
    }

    /** Returns whether puts and evicts wait for the commit of the current transaction, whoever sees to that. */
    Waiting waiting() {
        return view.leavesCommitToCaller() ? Waiting.YES : feed.waiting(source);
    }

    /** Returns whether it cannot hold {@code null}, so that missing elements are not stored in it. */
    boolean refusesNull() {
        return view.refusesNull();
    }

    /**
     * Makes the caches of one operation, call by call; remembers their views meanwhile, for nearly always the next call has the
     * same caches. Keeps no cache from being collected. Thread-safe.
     */
    public static final class Factory {

        private static final Reference<StoreView> NONE = new WeakReference<>(null);

        private final Stores stores;

        private final ChangeFeed feed;

        private final @Nullable CacheManager from;

        /** By position. Never modified. */
        private volatile List<Reference<StoreView>> known = List.of();

        Factory(Stores stores, ChangeFeed feed, @Nullable CacheManager from) {
            this.stores = stores;
            this.feed = feed;
            this.from = from;
        }

        /** Returns the given caches for one call. */
        public List<BatchCache> of(Collection<? extends Cache> sources) {
            List<Reference<StoreView>> views = known;
            if (sources.size() == 1) {
                return List.of(of(sources.iterator().next(), 0, views));
            }
            List<BatchCache> caches = new ArrayList<>(sources.size());
            for (Cache source : sources) {
                caches.add(of(source, caches.size(), views));
            }
            return caches;
        }

        private BatchCache of(Cache source, int position, List<Reference<StoreView>> views) {
            StoreView view = (position < views.size()) ? views.get(position).get() : null;
            if (view == null || view.source() != source) {
                view = stores.view(source, from);
                // That of a batch form which users are given is that of the cache behind it.
                if (view.source() == source && view.isLasting()) {
                    remember(view, position);
                }
            }
            return new BatchCache(source, view, feed);
        }

        // Two calls may come at once; what one of them remembers may be lost, and is made again.
        private void remember(StoreView view, int position) {
            List<Reference<StoreView>> more = new ArrayList<>(known);
            while (more.size() <= position) {
                more.add(NONE);
            }
            more.set(position, new WeakReference<>(view));
            known = List.copyOf(more);
        }
    }
}
