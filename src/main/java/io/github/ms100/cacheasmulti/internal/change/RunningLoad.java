package io.github.ms100.cacheasmulti.internal.change;

import java.lang.ref.Cleaner;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What one call loads, from before the method runs until its values are stored: remembers one number, that of the moment in
 * which it began, and so knows of every key that is evicted or put meanwhile ({@link Changes}) (S27).
 *
 * <p>A change is told before it is made: whoever stores a value, and finds no change told after that, has stored it
 * before the change, which then removes or replaces it. Thread-safe.
 */
public final class RunningLoad implements AutoCloseable {

    /** How many are running, or about to. */
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final Cleaner LOST_HOLDS = Cleaner.create();

    private final long begun = Changes.STAMPS.begin();

    private final AtomicInteger holders = new AtomicInteger(1);

    private RunningLoad() {}

    /** Begins a load, which must be closed. */
    public static RunningLoad begin() {
        COUNT.incrementAndGet();
        return new RunningLoad();
    }

    /** Returns whether no load is running, or about to. */
    public static boolean isNone() {
        return COUNT.get() == 0;
    }

    /** Returns whether it had begun before something that would have left a number. */
    boolean isBefore(long number) {
        return begun < number;
    }

    /** Returns those of the given entries that nobody has changed since the load began; by key. */
    public Map<Object, @Nullable Object> unchanged(Entries entries, Map<Object, @Nullable Object> loaded) {
        if (isUndisturbed()) {
            return loaded;
        }
        Map<Object, @Nullable Object> unchanged = new LinkedHashMap<>(loaded);
        unchanged.keySet().removeIf(key -> hasChanged(entries, key));
        return unchanged;
    }

    /** Returns those of some keys that somebody has changed since the load began. */
    public Collection<Object> changed(Entries entries, Collection<Object> keys) {
        return isUndisturbed()
                ? List.of()
                : keys.stream().filter(key -> hasChanged(entries, key)).toList();
    }

    private boolean isUndisturbed() {
        return Changes.STAMPS.isNothingAfter(begun);
    }

    private boolean hasChanged(Entries entries, Object key) {
        EntryId id = entries.of(key);
        return (id == null) ? hasChanged(entries.all(), false) : hasChanged(id, false);
    }

    /**
     * Returns whether somebody has changed an entry since the load began, be it the transaction that asks: whoever comes
     * now must not be given what is loaded.
     */
    public boolean isOutdated(EntryId id) {
        return !isUndisturbed() && hasChanged(id, true);
    }

    private boolean hasChanged(EntryId id, boolean ownCounts) {
        return isStamped(id, ownCounts) || hasChanged(id.scope(), ownCounts);
    }

    private boolean hasChanged(EntryScope scope, boolean ownCounts) {
        EntryScope wider = scope.wider();
        return isStamped(scope, ownCounts) || (wider != null && isStamped(wider, ownCounts));
    }

    private boolean isStamped(Object changed, boolean ownCounts) {
        int index = Stamps.index(changed);
        return (ownCounts ? Changes.STAMPS.at(index) : OwnChange.stampedFor(this, index)) > begun;
    }

    /**
     * Stores something of the load. Nothing that the current thread does to these entries meanwhile is a change: a cache of
     * the user's own may well be built on one that tells of changes.
     */
    public static void storing(Entries entries, Collection<?> keys, Runnable store) {
        Storing.run(entries, keys, store);
    }

    /**
     * Lets the load run after the call as well, for something is stored at the commit: until what is returned has run, or is
     * lost, as a transaction can be that is cleared without an end.
     */
    public Runnable hold() {
        holders.incrementAndGet();
        Hold hold = new Hold();
        hold.end = LOST_HOLDS.register(hold, this::close);
        return hold;
    }

    @Override
    public void close() {
        if (holders.decrementAndGet() == 0) {
            COUNT.decrementAndGet();
        }
    }

    /** What keeps a load running; nothing else refers to it. */
    private static final class Hold implements Runnable {

        private Cleaner.@Nullable Cleanable end;

        @Override
        public void run() {
            if (end != null) {
                end.clean();
            }
        }
    }
}
