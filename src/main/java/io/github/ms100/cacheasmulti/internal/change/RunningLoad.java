package io.github.ms100.cacheasmulti.internal.change;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one call loads, from before the method runs until its values are stored: remembers one number, that of the moment in
 * which it began, and so knows of every key that is evicted or put meanwhile ({@link ChangeFeed}, S27).
 *
 * <p>A change is told before it is made: whoever stores a value, and finds no change told after that, has stored it
 * before the change, which then removes or replaces it. Thread-safe.
 */
public final class RunningLoad implements AutoCloseable {

    private static final int[] NONE = {};

    private static final Cleaner LOST_HOLDS = Cleaner.create();

    private final RunningLoads loads;

    private final Stamps stamps;

    private final long begun;

    private final AtomicInteger holders = new AtomicInteger(1);

    /** {@code null} while nobody is told of what it stores. */
    private volatile @Nullable OwnStores stores;

    RunningLoad(RunningLoads loads) {
        this.loads = loads;
        this.stamps = loads.stamps();
        this.begun = stamps.begin();
    }

    /** Returns the moment in which it began: what is told later leaves a greater number. */
    public long begun() {
        return begun;
    }

    /** Returns the indexes of those keys that somebody has changed since the load began: nearly always none. */
    public int[] changed(Entries entries, Object[] keys) {
        return isUndisturbed()
                ? NONE
                : IntStream.range(0, keys.length)
                        .filter(index -> hasChanged(entries, keys[index]))
                        .toArray();
    }

    private boolean isUndisturbed() {
        return stamps.isNothingAfter(begun);
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
        return ownCounts ? (stamps.at(index) > begun) : hasChanged(index, stamps.at(index));
    }

    private boolean hasChanged(int index, long left) {
        long stamp = stamps.atFor(index, begun, left);
        OwnStores own = stores;
        return stamp > begun && (own == null || !own.areOf(stamp, stamps.place(index)));
    }

    /** Takes a number for one of its own: wherever it leaves it that is no change by somebody else (P7). */
    public void owns(long number) {
        own().own(number);
    }

    /**
     * Leaves a number that it {@linkplain #owns owns}, for what has been loaded is about to be stored and others are told of that: it is
     * looked through by this load, unless somebody else has left a number there since it began. Not called by two threads at once.
     *
     * @return what was there before
     */
    public long seeding(int index, long number) {
        long before = stamps.stampMaking(index, number);
        if (hasChanged(index, before)) {
            own().disturbed(stamps.place(index));
        }
        return before;
    }

    /**
     * As {@link #seeding}, of what has been stored.
     *
     * @param first the number that was left before
     */
    public long seeded(int index, long first, long number) {
        long before = stamps.stampMade(index, first, number);
        if (before != first && before != number) {
            own().disturbed(stamps.place(index));
        }
        return before;
    }

    private OwnStores own() {
        OwnStores own = stores;
        if (own == null) {
            own = new OwnStores();
            stores = own;
        }
        return own;
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
            loads.end();
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
