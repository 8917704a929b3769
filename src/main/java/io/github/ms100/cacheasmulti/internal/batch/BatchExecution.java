package io.github.ms100.cacheasmulti.internal.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
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

    private static final Log logger = LogFactory.getLog(BatchExecution.class);

    private final List<Step.Read> reads;

    private final List<Step.Write> writes;

    private final List<Step.Evict> evicts;

    private final GuardedCaches guarded;

    private final @Nullable Object[] elements;

    private final BatchLookup lookup;

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
        this.evicts = select(steps, Step.Evict.class);
        this.guarded = guarded;
        this.elements = elements;
        this.lookup = new BatchLookup(elements.length, guarded);
    }

    /**
     * Runs the call.
     *
     * @param loader the user's method: called at most once, and exactly once if nothing is looked up
     * @return the value of each element; {@link #ABSENT} where there is none
     * @throws Throwable what the loader throws
     */
    public @Nullable Object[] run(Loader loader) throws Throwable {
        evict(true);
        @Nullable Object[] values = load(loader);
        store(values);
        evict(false, values);
        return values;
    }

    private @Nullable Object[] load(Loader loader) throws Throwable {
        if (reads.isEmpty()) {
            return loader.load(elements);
        }
        lookup.read(reads);
        int[] wanted = (lookup.isComplete() && writes.isEmpty()) ? NONE : wanted();
        if (wanted.length > 0) {
            lookup.add(wanted, loader.load(pick(wanted)));
        }
        return lookup.values();
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
            put(write.caches, entries);
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
            put(read.caches, entries);
        }
    }

    private void put(List<BatchCache> caches, Map<Object, @Nullable Object> entries) {
        for (BatchCache cache : caches) {
            Map<Object, @Nullable Object> accepted = cache.refusesNull() ? withoutNulls(entries) : entries;
            if (!accepted.isEmpty()) {
                trace("Creating cache entries for keys", accepted.keySet(), cache);
                guarded.put(cache, Collections.unmodifiableMap(accepted));
            }
        }
    }

    private static Map<Object, @Nullable Object> withoutNulls(Map<Object, @Nullable Object> entries) {
        if (!entries.containsValue(null)) {
            return entries;
        }
        Map<Object, @Nullable Object> accepted = new LinkedHashMap<>(entries);
        accepted.values().removeIf(Objects::isNull);
        return accepted;
    }

    private void evict(boolean beforeInvocation, @Nullable Object... values) {
        for (Step.Evict evict : evicts) {
            if (evict.beforeInvocation != beforeInvocation) {
                continue;
            }
            Set<Object> keys = new LinkedHashSet<>();
            // Without elements only steps are here that need none: those that evict everything.
            boolean any = elements.length == 0 && evict.rules.passes(null);
            for (int i = 0; i < elements.length; i++) {
                Object value = beforeInvocation ? null : known(values[i]);
                boolean passes = beforeInvocation ? evict.passes(i) : evict.passes(i, value);
                any |= passes;
                if (passes && !evict.allEntries) {
                    keys.add(beforeInvocation ? evict.rules.key(elements[i]) : evict.rules.key(elements[i], value));
                }
            }
            if (any) {
                evict(evict, Collections.unmodifiableSet(keys));
            }
        }
    }

    private void evict(Step.Evict evict, Collection<Object> keys) {
        for (BatchCache cache : evict.caches) {
            if (evict.allEntries) {
                trace("Invalidating entire cache", keys, cache);
                guarded.clear(cache, evict.beforeInvocation);
            } else {
                trace("Invalidating cache keys", keys, cache);
                if (evict.beforeInvocation) {
                    guarded.evictIfPresent(cache, keys);
                } else {
                    guarded.evict(cache, keys);
                }
            }
        }
    }

    private static @Nullable Object known(@Nullable Object value) {
        return (value == ABSENT) ? null : value;
    }

    private static void trace(String what, Collection<?> keys, BatchCache cache) {
        if (logger.isTraceEnabled()) {
            logger.trace(
                    "%s %s in cache '%s'".formatted(what, keys, cache.source().getName()));
        }
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
