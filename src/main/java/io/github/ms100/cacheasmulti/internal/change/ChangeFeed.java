package io.github.ms100.cacheasmulti.internal.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * Where changes of caches are told, each before it is made, and to those who want to know, once more when it has been
 * made: a put, an evict or a clear, but not the store of a load (S27). Telling never throws, and costs the same for each
 * key whatever is listening; next to nothing if nobody is.
 *
 * <p>Thread-safe.
 */
public final class ChangeFeed {

    private static final Runnable UNHEARD = ChangeFeed::nobodyHears;

    private final Identities identities;

    private final RunningLoads loads = new RunningLoads();

    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

    private volatile boolean heardAfter;

    private volatile boolean plainLoadsMarked;

    /** Creates a feed whose first subscriber are the loads that run. */
    public ChangeFeed(Identities identities) {
        this.identities = identities;
        this.subscribers.add(loads);
    }

    /** Returns the loads that learn of changes here. */
    public RunningLoads loads() {
        return loads;
    }

    /** Wants to know from now on which puts of plain methods store what they have loaded. */
    public void markPlainLoads() {
        plainLoadsMarked = true;
    }

    /** Returns whether anybody wants to know which puts of plain methods store what they have loaded. */
    public boolean marksPlainLoads() {
        return plainLoadsMarked;
    }

    /** Tells somebody of all changes from now on. */
    public void subscribe(Subscriber subscriber) {
        subscribers.add(subscriber);
        heardAfter |= subscriber.hearsAfter();
    }

    /** Returns what the keys of a cache mean, for one call. */
    public Entries entriesOf(Cache cache) {
        return identities.entriesOf(cache);
    }

    /** Returns whether puts and evicts of a cache wait for the commit of the current transaction; there may be none. */
    public Waiting waiting(Cache cache) {
        return identities.waiting(cache);
    }

    /**
     * Tells that keys of a cache are about to be put or evicted; of a cache that waits for the commit it tells then, and of
     * one that may do so it tells twice.
     *
     * @param keys not modified while the change is made
     * @param immediate whether they are changed at once, even in a transaction
     * @return to be run when the change has been made, or put off until the commit, or has failed
     */
    public Runnable announce(Cache cache, Collection<?> keys, boolean immediate) {
        return announce(cache, keys, waiting(cache, immediate));
    }

    /** As {@link #announce(Cache, Collection, boolean)}, of one key: what a plain method pays. */
    public Runnable announceKey(Cache cache, Object key, boolean immediate) {
        Waiting waiting = waiting(cache, immediate);
        return (waiting == Waiting.NO && !isHeard()) ? UNHEARD : announce(cache, Collections.singleton(key), waiting);
    }

    /** As {@link #announce(Cache, Collection, boolean)}, of everything in a cache that is about to be cleared. */
    public Runnable announceClear(Cache cache, boolean immediate) {
        return announce(cache, null, waiting(cache, immediate));
    }

    /**
     * As {@link #announce(Cache, Collection, boolean)}, of a change that the caller puts off until the commit, whatever the
     * cache itself would do.
     *
     * @param keys {@code null} if the cache is to be cleared
     */
    public Runnable announcePutOff(Cache cache, @Nullable Collection<?> keys) {
        return announce(cache, keys, AfterCommit.isAwaited() ? Waiting.YES : Waiting.NO);
    }

    /**
     * As {@link #announce(Cache, Collection, boolean)}, of a change that is made at once, and of keys whose meaning is known: whichever
     * thread makes it.
     *
     * @param keys {@code null} if the cache is to be cleared
     */
    public Runnable announceNow(Cache cache, Entries entries, @Nullable Collection<?> keys) {
        return isHeard() ? now(new Change(identities, cache, keys, entries)) : UNHEARD;
    }

    private Waiting waiting(Cache cache, boolean immediate) {
        Waiting waiting = AfterCommit.isAwaited() ? identities.waiting(cache) : Waiting.NO;
        // Of a cache nobody knows, nobody can tell either whether it does at once what it should.
        return (immediate && waiting == Waiting.YES) ? Waiting.NO : waiting;
    }

    private Runnable announce(Cache cache, @Nullable Collection<?> keys, Waiting waiting) {
        if (waiting == Waiting.NO) {
            return isHeard() ? now(new Change(identities, cache, keys, null)) : UNHEARD;
        }
        Change change = new Change(identities, cache, (keys == null) ? null : new ArrayList<>(keys), null);
        Runnable madeNow = (waiting == Waiting.PERHAPS && isHeard()) ? now(change) : UNHEARD;
        Runnable madeLater = atCommit(change);
        return (madeNow == UNHEARD)
                ? madeLater
                : () -> {
                    madeNow.run();
                    madeLater.run();
                };
    }

    private boolean isHeard() {
        for (Subscriber subscriber : subscribers) {
            if (subscriber.isListening()) {
                return true;
            }
        }
        return false;
    }

    private Runnable now(Change change) {
        for (Subscriber subscriber : subscribers) {
            if (subscriber.isListening()) {
                subscriber.before(change);
            }
        }
        return heardAfter ? () -> made(change) : UNHEARD;
    }

    // Registered before the change itself, so it is told before that. What a plain method has loaded since is stored
    // after it.
    private Runnable atCommit(Change change) {
        for (Subscriber subscriber : subscribers) {
            Subscriber.AtCommit told = subscriber.atCommit(change);
            AfterCommit.run(
                    () -> {
                        if (subscriber.isListening() || plainLoadsMarked) {
                            told.before();
                        }
                    },
                    told::ended);
        }
        return heardAfter ? () -> AfterCommit.run(() -> made(change)) : UNHEARD;
    }

    private static void nobodyHears() {}

    private void made(Change change) {
        for (Subscriber subscriber : subscribers) {
            if (subscriber.hearsAfter() && subscriber.isListening()) {
                subscriber.after(change);
            }
        }
    }

    /** Learns of changes. Never throws, and is quick: a caller waits for it. Thread-safe. */
    public interface Subscriber {

        /** Returns whether it needs to know of any change just now. */
        boolean isListening();

        /** Learns of a change before it is made. */
        void before(Change change);

        /** Learns of a change that is going to be made at the commit, and is told of {@linkplain AtCommit#before then}. */
        default AtCommit atCommit(Change change) {
            return () -> before(change);
        }

        /** Returns whether it is told of changes that have been made; the answer never changes. */
        default boolean hearsAfter() {
            return false;
        }

        /** Learns of a change that has been made, or has failed and may have been made. */
        default void after(Change change) {}

        /** What is told of one change at the commit. */
        @FunctionalInterface
        interface AtCommit {

            /** The change is about to be made. */
            void before();

            /** The transaction has ended, however it did. */
            default void ended() {}
        }
    }

    /**
     * What the library knows of caches that it may have nothing to do with: asked about plain methods as well, it never throws.
     * Thread-safe.
     */
    public interface Identities {

        /** Returns what the keys of a cache mean, whatever decorates it. */
        Entries entriesOf(Cache cache);

        /** Returns whether puts and evicts of a cache wait for the commit of the current transaction; there may be none. */
        Waiting waiting(Cache cache);
    }

    /** Whether a cache makes a change at once, or at the commit of the current transaction. */
    public enum Waiting {
        NO,
        YES,
        /** Nobody can tell: it may stand in front of another that waits. */
        PERHAPS
    }

    /** What is about to change, or has changed, in one cache. Used in the thread that changes it. */
    public static final class Change {

        private final Identities identities;

        private final Cache cache;

        /** {@code null} for everything. */
        private final @Nullable Collection<?> keys;

        private @Nullable Entries entries;

        Change(Identities identities, Cache cache, @Nullable Collection<?> keys, @Nullable Entries entries) {
            this.identities = identities;
            this.cache = cache;
            this.keys = keys;
            this.entries = entries;
        }

        /**
         * Names what changes. What the current thread is storing of a load is no change.
         *
         * @param entry gets each entry
         * @param all gets all entries of the cache, if they change or if nobody can tell which does
         */
        public void forEach(Consumer<EntryId> entry, Consumer<EntryScope> all) {
            if (entries == null) {
                entries = identities.entriesOf(cache);
            }
            if (keys == null) {
                all.accept(entries.all());
                return;
            }
            CallScope scope = CallScope.current();
            for (Object key : keys) {
                EntryId id = entries.of(key);
                if (id == null) {
                    all.accept(entries.all());
                } else if (scope == null || !scope.isStoring(id)) {
                    entry.accept(id);
                }
            }
        }
    }
}
