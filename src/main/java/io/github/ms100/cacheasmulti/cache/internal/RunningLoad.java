package io.github.ms100.cacheasmulti.cache.internal;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * What one call loads, from before the method runs until its values are stored. It learns of every key that is evicted
 * or put meanwhile, so that an older value does not survive the newer state.
 *
 * <p>A change is told before it is made: whoever stores a value, and is told of no change after that, has stored it
 * before the change, which then removes or replaces it. Thread-safe.
 */
public final class RunningLoad implements AutoCloseable {

    /** How many changes are remembered one by one; more count as a change of everything. */
    private static final int MAX_CHANGES = 1_000;

    private static final Set<RunningLoad> RUNNING = ConcurrentHashMap.newKeySet();

    /** How many are running, or about to: a concurrent set may seem empty for a moment while others come and go. */
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final AtomicLong BEGUN = new AtomicLong();

    /** Whether the current thread stores what it has loaded. */
    private static final ThreadLocal<@Nullable Boolean> STORING = new ThreadLocal<>();

    private final long number = BEGUN.incrementAndGet();

    private final Thread thread = Thread.currentThread();

    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();

    private final AtomicInteger size = new AtomicInteger();

    private final AtomicInteger holders = new AtomicInteger(1);

    private RunningLoad() {}

    /** Begins a load, which must be closed. */
    public static RunningLoad begin() {
        RunningLoad load = new RunningLoad();
        COUNT.incrementAndGet();
        RUNNING.add(load);
        return load;
    }

    /** Tells all running loads that keys of a cache are about to be evicted or put. */
    public static void changing(Cache cache, Collection<?> keys) {
        if (COUNT.get() > 0 && !keys.isEmpty() && STORING.get() == null) {
            tell(new Change(CacheIdentity.of(cache), new HashSet<>(keys)), load -> true);
        }
    }

    /** Tells all running loads that a cache is about to be cleared. */
    public static void clearing(Cache cache) {
        if (COUNT.get() > 0 && STORING.get() == null) {
            tell(new Change(CacheIdentity.of(cache), null), load -> true);
        }
    }

    /**
     * Returns what tells running loads of a change that is made later, when the current transaction has been committed.
     * Those that the transaction itself begins from now on are not told: they know of the change already, and store
     * what they load after it.
     *
     * @param keys the keys that change, copied; {@code null} for all
     */
    public static Runnable laterChange(Cache cache, @Nullable Collection<?> keys) {
        if (STORING.get() != null) {
            return () -> {};
        }
        Change change = new Change(CacheIdentity.of(cache), (keys == null) ? null : new HashSet<>(keys));
        long begun = BEGUN.get();
        Thread thread = Thread.currentThread();
        return () -> {
            if (COUNT.get() > 0) {
                tell(change, load -> load.thread != thread || load.number <= begun);
            }
        };
    }

    /**
     * Stores what was loaded. Nothing that the current thread does meanwhile is a change: a cache of the user's own may
     * well be built on one that tells of changes.
     */
    public static void storing(Runnable store) {
        Boolean before = STORING.get();
        STORING.set(true);
        try {
            store.run();
        } finally {
            if (before == null) {
                STORING.remove();
            }
        }
    }

    /** Returns whether no load is running. */
    public static boolean isNone() {
        return COUNT.get() == 0;
    }

    private static void tell(Change change, Predicate<RunningLoad> whom) {
        if (STORING.get() != null) {
            return;
        }
        for (RunningLoad load : RUNNING) {
            if (whom.test(load) && load.size.incrementAndGet() <= MAX_CHANGES) {
                load.changes.add(change);
            }
        }
    }

    /** Returns the entries of a cache whose keys nobody has changed since the load began. */
    public Map<Object, @Nullable Object> unchanged(Cache cache, Map<Object, @Nullable Object> entries) {
        if (size.get() == 0) {
            return entries;
        }
        Map<Object, @Nullable Object> unchanged = new LinkedHashMap<>(entries);
        unchanged.keySet().removeIf(changedIn(CacheIdentity.of(cache)));
        return unchanged;
    }

    /** Returns those of some keys of a cache that somebody has changed since the load began. */
    public Collection<Object> changed(Cache cache, Collection<Object> keys) {
        return (size.get() == 0)
                ? Set.of()
                : keys.stream().filter(changedIn(CacheIdentity.of(cache))).toList();
    }

    /** Returns whether somebody has changed a key since the load began. */
    public boolean hasChanged(CacheIdentity cache, Object key) {
        return size.get() > 0 && changedIn(cache).test(key);
    }

    private Predicate<Object> changedIn(CacheIdentity cache) {
        if (size.get() > MAX_CHANGES) {
            return key -> true;
        }
        Set<Object> keys = new HashSet<>();
        for (Change change : changes) {
            if (change.cache().equals(cache)) {
                if (change.keys() == null) {
                    return key -> true;
                }
                keys.addAll(change.keys());
            }
        }
        return keys::contains;
    }

    /** Lets the load run until one more {@link #close}: something is stored after the call, at the commit. */
    public void hold() {
        holders.incrementAndGet();
    }

    @Override
    public void close() {
        if (holders.decrementAndGet() == 0) {
            RUNNING.remove(this);
            COUNT.decrementAndGet();
        }
    }

    /**
     * A change of a cache.
     *
     * @param cache the cache
     * @param keys the keys that change; {@code null} for all
     */
    private record Change(CacheIdentity cache, @Nullable Set<?> keys) {}
}
