package io.github.ms100.cacheasmulti.internal.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One call of a batch method: evict, look up, load, store, evict, each cache asked once per phase.
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

    private static final int[] NONE = new int[0];

    private final List<Step.Read> reads;

    private final List<Step.Write> writes;

    private final List<Step.ArgumentWrite> argumentWrites;

    private final List<Step.Evict> evicts;

    private final GuardedCaches guarded;

    private final @Nullable Object[] elements;

    private final BatchLookup lookup;

    private final CacheChanges changes;

    /**
     * Creates a call.
     *
     * @param steps its operations, in order
     * @param guarded access to the caches
     * @param elements its elements; distinct if any step is a read
     */
    public BatchExecution(List<? extends Step> steps, GuardedCaches guarded, @Nullable Object[] elements) {
        this.reads = select(steps, Step.Read.class);
        this.writes = select(steps, Step.Write.class);
        this.argumentWrites = select(steps, Step.ArgumentWrite.class);
        this.evicts = select(steps, Step.Evict.class);
        this.guarded = guarded;
        this.elements = elements;
        this.lookup = new BatchLookup(elements.length, guarded);
        this.changes = new CacheChanges(guarded);
    }

    /**
     * Runs the call.
     *
     * @param loader the user's method: called at most once, and exactly once if nothing is looked up
     * @return the value of each element; {@link #ABSENT} where there is none
     * @throws Throwable what the loader throws
     */
    public @Nullable Object[] run(Loader loader) throws Throwable {
        evict(Step.Moment::before, null);
        writeArguments(Step.Moment::before);
        @Nullable Object[] values = load(loader);
        store(values);
        writeArguments(moment -> !moment.before());
        evict(moment -> !moment.before(), values);
        return values;
    }

    private @Nullable Object[] load(Loader loader) throws Throwable {
        if (reads.isEmpty()) {
            call(loader, elements, NONE);
            return loader.values();
        }
        lookup.read(reads);
        int[] wanted = (lookup.isComplete() && writes.isEmpty()) ? NONE : wanted();
        if (wanted.length > 0) {
            throwStoredException(wanted);
            call(loader, pick(wanted), wanted);
            lookup.add(wanted, loader.values());
        }
        return lookup.values();
    }

    private void throwStoredException(int[] wanted) throws Throwable {
        for (Step.Read read : reads) {
            if (read.exceptions != null && !read.skipsLookup) {
                List<Object> keys = new ArrayList<>(wanted.length);
                for (int index : wanted) {
                    if (lookup.isMissed(index) && read.passes(index)) {
                        keys.add(read.key(index));
                    }
                }
                read.exceptions.throwStored(keys, guarded);
            }
        }
    }

    private void call(Loader loader, @Nullable Object[] asked, int[] wanted) throws Throwable {
        loader.prepare(asked);
        try {
            loader.run();
        } catch (Throwable failure) {
            // Of several elements nobody knows which one it is about.
            if (wanted.length == 1) {
                storeException(wanted[0], failure);
            }
            Predicate<Step.Moment> afterFailure =
                    moment -> !moment.before() && moment.afterFailure().test(failure);
            writeArguments(afterFailure);
            evict(afterFailure, null);
            throw failure;
        }
    }

    private void storeException(int index, Throwable failure) {
        for (Step.Read read : reads) {
            if (read.exceptions != null && read.passes(index)) {
                read.exceptions.store(read.key(index), failure, guarded);
            }
        }
    }

    /** Returns the indexes of the elements that no cache knows, or that a put wants loaded in any case. */
    private int[] wanted() {
        int[] wanted = new int[elements.length];
        int count = 0;
        for (int i = 0; i < elements.length; i++) {
            if (lookup.isMissed(i) || isForced(i)) {
                wanted[count++] = i;
            }
        }
        return Arrays.copyOf(wanted, count);
    }

    private boolean isForced(int index) {
        // No short cut: a single call that hits judges the conditions of all its puts before the method runs.
        boolean forced = false;
        for (Step.Write write : writes) {
            forced |= write.forcesLoad(index);
        }
        return forced;
    }

    private @Nullable Object[] pick(int[] indexes) {
        if (indexes.length == elements.length) {
            return elements;
        }
        @Nullable Object[] picked = new Object[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            picked[i] = elements[indexes[i]];
        }
        return picked;
    }

    private void store(@Nullable Object[] values) {
        // Every condition is judged before the first value is stored, as for a single call.
        for (Step.Write write : writes) {
            for (int i = 0; i < elements.length; i++) {
                write.passes(i, known(values[i]));
            }
        }
        if (!lookup.isComplete()) {
            storeMisses(values);
        }
        for (Step.Write write : writes) {
            Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
            for (int i = 0; i < elements.length; i++) {
                Object value = values[i];
                if (value != ABSENT && write.passes(i, value) && !write.rules.rejects(elements[i], value)) {
                    entries.put(write.rules.key(elements[i], value), value);
                }
            }
            changes.put(write.caches, entries);
        }
    }

    private void storeMisses(@Nullable Object[] values) {
        for (Step.Read read : reads) {
            Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
            for (int i = 0; i < elements.length; i++) {
                Object value = values[i];
                if (value != ABSENT
                        && lookup.isMissed(i)
                        && read.passes(i)
                        && !read.rules.rejects(elements[i], value)) {
                    entries.put(read.key(i), value);
                }
            }
            if (read.skipsLookup) {
                changes.put(read.caches, entries);
            } else {
                changes.fill(read.caches, entries);
            }
        }
    }

    private void writeArguments(Predicate<Step.Moment> now) {
        for (Step.ArgumentWrite write : argumentWrites) {
            if (now.test(write.moment)) {
                Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
                for (int i = 0; i < elements.length; i++) {
                    entries.put(write.rules.key(elements[i]), write.values[i]);
                }
                changes.put(write.caches, entries);
            }
        }
    }

    private void evict(Predicate<Step.Moment> now, @Nullable Object @Nullable [] values) {
        for (Step.Evict evict : evicts) {
            if (!now.test(evict.moment)) {
                continue;
            }
            Set<Object> keys = new LinkedHashSet<>();
            // Without elements only steps are here that need none: those that evict everything.
            boolean any = elements.length == 0 && evict.rules.passes(null);
            for (int i = 0; i < elements.length; i++) {
                Object value = (values == null) ? null : known(values[i]);
                boolean passes = (values == null) ? evict.passes(i) : evict.passes(i, value);
                any |= passes;
                if (passes && !evict.allEntries) {
                    keys.add((values == null) ? evict.rules.key(elements[i]) : evict.rules.key(elements[i], value));
                }
            }
            if (any) {
                changes.evict(evict, keys);
            }
        }
    }

    private static @Nullable Object known(@Nullable Object value) {
        return (value == ABSENT) ? null : value;
    }

    private static <S extends Step> List<S> select(List<? extends Step> steps, Class<S> kind) {
        List<S> selected = new ArrayList<>(steps.size());
        for (Step step : steps) {
            if (kind.isInstance(step)) {
                selected.add(kind.cast(step));
            }
        }
        return selected;
    }
}
