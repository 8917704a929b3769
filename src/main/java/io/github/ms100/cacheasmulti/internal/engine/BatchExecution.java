package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.RunningLoads;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One call of a batch method: evict, look up, load, store, evict, each cache asked once per phase (S1, S17).
 *
 * <p>Elements are known by their index. Serves one call, in one thread.
 */
public final class BatchExecution {

    /** Stands for the value of an element about which the loader said nothing, and which must not be cached. */
    public static final Object ABSENT = new Object() {
        @Override
        public String toString() {
            return "absent";
        }
    };

    private final List<Step.ArgumentWrite> argumentWrites;

    private final List<Step.Evict> evicts;

    private final List<Step.Write> writes;

    private final @Nullable Object[] elements;

    private final Guard guard;

    /** Looks up and loads; {@code null} if there is nothing to look up. */
    private final @Nullable ReadThrough readThrough;

    /** What cannot be told apart where nothing is looked up, known when the method has returned. */
    private Lookalikes lookalikes = Lookalikes.NONE;

    /**
     * Creates a call.
     *
     * @param steps its operations, in order
     * @param guard access to the caches
     * @param elements its elements
     * @param loading how elements are loaded that no cache knows
     */
    public BatchExecution(List<? extends Step> steps, Guard guard, @Nullable Object[] elements, Loading loading) {
        List<Step.Read> reads = select(steps, Step.Read.class);
        this.writes = select(steps, Step.Write.class);
        this.argumentWrites = select(steps, Step.ArgumentWrite.class);
        this.evicts = select(steps, Step.Evict.class);
        this.elements = elements;
        this.guard = guard;
        this.readThrough = reads.isEmpty() ? null : new ReadThrough(reads, writes, elements, guard, loading);
    }

    /**
     * Runs the call.
     *
     * @param loader the user's method; runs exactly once if nothing is looked up
     * @return the value of each element; {@link #ABSENT} where there is none
     * @throws Throwable what the loader throws
     */
    public @Nullable Object[] run(Loader loader) throws Throwable {
        evict(Step.Moment::before, null);
        writeArguments(Step.Moment::before);
        @Nullable Object[] values = (readThrough == null) ? call(loader) : readThrough.run(loader);
        if (!writes.isEmpty()) {
            new ResultStorage(writes, elements, guard).storeResults(values, lookalikes(loader), loader.hasUnmatched());
        }
        writeArguments(moment -> !moment.before());
        evict(moment -> !moment.before(), values);
        return values;
    }

    private @Nullable Object[] call(Loader loader) throws Throwable {
        Loader.Load load = loader.of(elements);
        try {
            load.run();
        } catch (Throwable failure) {
            Predicate<Step.Moment> afterFailure =
                    moment -> !moment.before() && moment.afterFailure().test(failure);
            writeArguments(afterFailure);
            evict(afterFailure, null);
            throw failure;
        }
        @Nullable Object[] values = load.values();
        loader.settle(values);
        lookalikes = load.lookalikes();
        return values;
    }

    private Lookalikes lookalikes(Loader loader) {
        return (readThrough == null) ? lookalikes : loader.lookalikes();
    }

    private void writeArguments(Predicate<Step.Moment> now) {
        if (argumentWrites.isEmpty()) {
            return;
        }
        for (Step.ArgumentWrite write : argumentWrites) {
            if (now.test(write.moment)) {
                Writes caches = new Writes(guard);
                KeyedValues entries = new KeyedValues(elements.length, write.rules.keysAreDistinct());
                for (int i = 0; i < elements.length; i++) {
                    entries.add(write.rules.key(elements[i]), write.values[i]);
                }
                write.caches.forEach(cache -> caches.put(cache, entries));
            }
        }
    }

    private void evict(Predicate<Step.Moment> now, @Nullable Object @Nullable [] values) {
        if (evicts.isEmpty()) {
            return;
        }
        for (Step.Evict evict : evicts) {
            if (now.test(evict.moment)) {
                evict(evict, values);
            }
        }
    }

    private void evict(Step.Evict evict, @Nullable Object @Nullable [] values) {
        Object[] keys = evict.allEntries ? null : evict.elementsAsKeys();
        if (keys == null) {
            keys = keys(evict, values);
        }
        if (keys == null) {
            return;
        }
        Writes caches = new Writes(guard);
        boolean immediate = evict.moment.before();
        for (BatchCache cache : evict.caches) {
            if (evict.allEntries) {
                caches.clear(cache, immediate);
            } else if (immediate) {
                caches.evictIfPresent(cache, keys);
            } else {
                caches.evict(cache, keys);
            }
        }
    }

    /** Returns the keys to evict, none where everything is; {@code null} if no element takes part. */
    private Object @Nullable [] keys(Step.Evict evict, @Nullable Object @Nullable [] values) {
        KeyedValues keys = new KeyedValues(elements.length, evict.rules.keysAreDistinct());
        // Without elements only steps are here that need none: those that evict everything.
        boolean any = elements.length == 0 && evict.rules.passes(null);
        for (int i = 0; i < elements.length; i++) {
            Object value = (values == null) ? null : known(values[i]);
            boolean passes = (values == null) ? evict.passes(i) : evict.passes(i, value);
            any |= passes;
            if (passes && !evict.allEntries) {
                keys.add((values == null) ? evict.rules.key(elements[i]) : evict.rules.key(elements[i], value), null);
            }
        }
        return any ? keys.keys() : null;
    }

    /** Returns a value as expressions see it. */
    static @Nullable Object known(@Nullable Object value) {
        return (value == ABSENT) ? null : value;
    }

    @SuppressWarnings("unchecked") // all of them are of the kind
    private static <S extends Step> List<S> select(List<? extends Step> steps, Class<S> kind) {
        // Of most kinds a method has none, and of one it has all.
        int count = 0;
        for (Step step : steps) {
            count += kind.isInstance(step) ? 1 : 0;
        }
        if (count == 0 || count == steps.size()) {
            return (count == 0) ? List.of() : (List<S>) steps;
        }
        List<S> selected = new ArrayList<>(count);
        for (Step step : steps) {
            if (kind.isInstance(step)) {
                selected.add(kind.cast(step));
            }
        }
        return selected;
    }

    /**
     * How the elements of a method are loaded that no cache knows.
     *
     * @param maxSize how many elements the method may be asked for at once; zero means any number
     * @param loads where loads learn of changes
     * @param flights where calls learn of each other, so that each key is loaded by one; {@code null} if they do not
     * @param waitLimit how long a call waits for what others load before it loads that itself; {@code null} for as
     *     long as it takes
     */
    public record Loading(
            int maxSize,
            RunningLoads loads,
            @Nullable Flights flights,
            @Nullable Duration waitLimit) {}
}
