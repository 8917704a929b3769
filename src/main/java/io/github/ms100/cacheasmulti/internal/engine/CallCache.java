package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.AfterCommit;
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
public final class CallCache {

    private final Cache source;

    private final StoreView view;

    private final ChangeFeed feed;

    /** Most calls need none. */
    private @Nullable Entries entries;

    /** Whether what is loaded in the transaction of the call must not be shared; {@code null} if the current thread tells. */
    private final @Nullable Boolean uncommitted;

    /** What its values must be; {@code null} if they may be anything. */
    private final @Nullable Class<?> type;

    CallCache(Cache source, StoreView view, ChangeFeed feed, @Nullable Class<?> type) {
        this(source, view, feed, null, type);
    }

    private CallCache(
            Cache source, StoreView view, ChangeFeed feed, @Nullable Boolean uncommitted, @Nullable Class<?> type) {
        this.source = source;
        this.view = view;
        this.feed = feed;
        this.uncommitted = uncommitted;
        this.type = type;
    }

    /** Returns what its values must be; {@code null} if they may be anything. */
    @Nullable
    Class<?> type() {
        return type;
    }

    /** Returns whether a value is one for the call. */
    boolean isOfType(@Nullable Object value) {
        return value == null || type == null || type.isInstance(value);
    }

    /** Returns whether it is another in other threads: its keys may mean something else there, or the transaction counts (A3, A14). */
    boolean needsDetaching() {
        return !view.answersAtOnce() || waiting() != Waiting.NO;
    }

    /** Returns this cache for a call that goes on in other threads: what the given keys mean stays as it is in this one (A3). */
    CallCache detached(Object[] keys) {
        boolean own = waiting() != Waiting.NO && AfterCommit.mayReadUncommitted();
        CallCache detached = new CallCache(source, view.detached(keys), feed, own, type);
        // On the heap they mean the same in every thread; a view that tells what they mean has just found it out.
        if (!view.answersAtOnce() && detached.view.entries() == null) {
            Entries made = detached.entries();
            for (Object key : keys) {
                EntryId unused = made.of(key);
            }
        }
        return detached;
    }

    /** Returns it once more, for another thread, where it has been {@linkplain #detached detached}. */
    CallCache again() {
        CallCache again = new CallCache(source, view, feed, uncommitted, type);
        again.entries = entries;
        return again;
    }

    /** Returns it once more, for other keys: what is remembered of those so far goes with them. */
    CallCache anew() {
        CallCache anew = again();
        anew.entries = (entries == null) ? null : entries.anew();
        return anew;
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
            Entries made = view.entries();
            entries = (made == null) ? feed.entriesOf(source) : made;
        }
        return entries;
    }

    /** Returns the entry of a key whose load may be shared with other calls; {@code null} if it may not. */
    @Nullable
    EntryId shared(Object key) {
        return (readsUncommitted() || !entries().areExact()) ? null : entries().of(key);
    }

    private boolean readsUncommitted() {
        return (uncommitted == null) ? waiting() != Waiting.NO && AfterCommit.mayReadUncommitted() : uncommitted;
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

    /** Tells of a change that is made now, in whichever thread; {@code null} for the keys if everything goes. */
    Runnable announceNow(Object @Nullable [] keys) {
        return feed.announceNow(source, entries(), (keys == null) ? null : Arrays.asList(keys));
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

        /** What all values must be; {@code null} if they may be anything. */
        private final @Nullable Class<?> type;

        Factory(Stores stores, ChangeFeed feed, @Nullable CacheManager from, @Nullable Class<?> type) {
            this.type = type;
            this.stores = stores;
            this.feed = feed;
            this.from = from;
        }

        /** Returns the given caches for one call. */
        public List<CallCache> of(Collection<? extends Cache> sources) {
            List<Reference<StoreView>> views = known;
            if (sources.size() == 1) {
                return List.of(of(sources.iterator().next(), 0, views));
            }
            List<CallCache> caches = new ArrayList<>(sources.size());
            for (Cache source : sources) {
                caches.add(of(source, caches.size(), views));
            }
            return caches;
        }

        private CallCache of(Cache source, int position, List<Reference<StoreView>> views) {
            StoreView view = (position < views.size()) ? views.get(position).get() : null;
            if (view == null || view.source() != source) {
                view = stores.view(source, from);
                // That of a batch form which users are given is that of the cache behind it.
                if (view.source() == source && view.isLasting()) {
                    remember(view, position);
                }
            }
            return new CallCache(source, view, feed, type);
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
