package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
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

    /** As {@link ChangeFeed#announce}. */
    Runnable announce(Object[] keys, boolean immediate) {
        return feed.announce(source, Arrays.asList(keys), immediate);
    }

    /** As {@link ChangeFeed#announceClear}. */
    Runnable announceClear(boolean immediate) {
        return feed.announceClear(source, immediate);
    }

    /** Returns whether puts and evicts wait for the commit of the current transaction, whoever sees to that. */
    boolean waitsForCommit() {
        return feed.waitsForCommit(source);
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

        /** By position. Never modified. */
        private volatile List<Reference<StoreView>> known = List.of();

        Factory(Stores stores, ChangeFeed feed) {
            this.stores = stores;
            this.feed = feed;
        }

        /** Returns the given caches for one call. */
        public List<BatchCache> of(Collection<? extends Cache> sources) {
            List<Reference<StoreView>> views = known;
            List<BatchCache> caches = new ArrayList<>(sources.size());
            for (Cache source : sources) {
                int position = caches.size();
                StoreView view = (position < views.size()) ? views.get(position).get() : null;
                if (view == null || view.source() != source) {
                    view = stores.view(source);
                    // That of a batch form which users are given is that of the cache behind it.
                    if (view.source() == source && view.isLasting()) {
                        remember(view, position);
                    }
                }
                caches.add(new BatchCache(source, view, feed));
            }
            return caches;
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
