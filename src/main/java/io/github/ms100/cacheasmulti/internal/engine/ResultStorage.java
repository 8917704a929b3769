package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what one call stores of its values: first what a lookup missed and the method loaded, then what puts want stored. */
final class ResultStorage {

    private final List<Step.Write> writes;

    private final @Nullable Object[] elements;

    ResultStorage(List<Step.Write> writes, @Nullable Object[] elements) {
        this.writes = writes;
        this.elements = elements;
    }

    /** Returns the stores of loaded elements, by index, in the caches of reads that missed them. */
    Changes misses(int[] loaded, List<ReadStep> reads, BatchLookup lookup, RunningLoad load) {
        // Every condition is judged before the first value is stored, as for a single call.
        judge(lookup.values().array());
        return Changes.of(reads, read -> {
            KeyedValues entries = missed(read, loaded, lookup);
            return Change.ofAll(read.caches, cache -> new Change.Store(cache, entries, load, read.skipsLookup, false));
        });
    }

    private static KeyedValues missed(ReadStep read, int[] loaded, BatchLookup lookup) {
        @Nullable Object[] values = lookup.values().array();
        KeyedValues entries = new KeyedValues(loaded.length, read.rules.keysAreDistinct());
        for (int index : loaded) {
            Object value = values[index];
            if (value != BatchExecution.ABSENT
                    && value != Values.MISS
                    && lookup.values().isMissed(index)
                    && read.passes(index)
                    && !read.rejects(index, value)) {
                entries.add(read.key(index), value);
            }
        }
        return entries;
    }

    /**
     * Returns the stores of what a load has brought though nobody has looked for it (P7).
     *
     * @param evenIfSpared as of {@link Change.Store}
     */
    Changes seeds(@Nullable Object[] values, RunningLoad load, boolean evenIfSpared) {
        judge(values);
        return Changes.of(writes, write -> {
            KeyedValues entries = entries(write, values, Lookalikes.NONE, Set.of());
            return Change.ofAll(write.caches, cache -> new Change.Store(cache, entries, load, evenIfSpared, true));
        });
    }

    /**
     * Returns what puts want stored.
     *
     * @param lookalikes what cannot be told apart, so that what its caches hold is evicted
     * @param unmatched whether something came back that belongs to no element: the new value of an element without one
     *     may be among that, so what its caches hold is evicted
     */
    Changes results(@Nullable Object[] values, Lookalikes lookalikes, boolean unmatched) {
        judge(values);
        return Changes.of(writes, write -> {
            Set<Object> untold = lookalikes.isEmpty() ? Set.of() : keys(write, values, lookalikes);
            KeyedValues entries = entries(write, values, lookalikes, untold);
            List<Change> changes = Change.ofAll(write.caches, cache -> new Change.Put(cache, entries));
            evict(write, untold, changes);
            if (unmatched) {
                evict(write, absent(write, values, new HashSet<>(Arrays.asList(entries.keys()))), changes);
            }
            return changes;
        });
    }

    private KeyedValues entries(
            Step.Write write, @Nullable Object[] values, Lookalikes lookalikes, Set<Object> untold) {
        KeyedValues entries = new KeyedValues(elements.length, write.rules.keysAreDistinct());
        for (int i = 0; i < elements.length; i++) {
            Object value = values[i];
            if (value != BatchExecution.ABSENT
                    && value != Values.MISS
                    && !lookalikes.contain(i)
                    && write.passes(i, value)
                    && !write.rules.rejects(elements[i], value)) {
                Object key = write.key(i, value);
                if (untold.isEmpty() || !untold.contains(key)) {
                    entries.add(key, value);
                }
            }
        }
        return entries;
    }

    private static void evict(Step.Write write, Set<Object> keys, List<Change> changes) {
        if (!keys.isEmpty()) {
            Object[] all = keys.toArray();
            changes.addAll(Change.ofAll(write.caches, cache -> new Change.Evict(cache, all, false)));
        }
    }

    /** Returns whether a read is to store what was loaded for an element. */
    boolean isStored(ReadStep read, int index, @Nullable Object value) {
        writes.forEach(write -> write.passes(index, BatchExecution.known(value)));
        return read.accepts(index, value);
    }

    /** Returns whether a put wants an element loaded even if a cache knows it. */
    boolean isForced(int index) {
        // No short cut: a single call that hits judges the conditions of all its puts before the method runs.
        boolean any = false;
        for (Step.Write write : writes) {
            any |= write.forcesLoad(index);
        }
        return any;
    }

    /** Returns the keys under which a put would store the elements that cannot be told apart. */
    private Set<Object> keys(Step.Write write, @Nullable Object[] values, Lookalikes lookalikes) {
        Set<Object> keys = new LinkedHashSet<>();
        for (int i = 0; i < elements.length; i++) {
            Object value = BatchExecution.known(values[i]);
            boolean hasKey = values[i] != BatchExecution.ABSENT || !write.rules.keyNeedsResult();
            if (values[i] != Values.MISS && lookalikes.contain(i) && hasKey && write.passes(i, value)) {
                keys.add(write.key(i, value));
            }
        }
        return keys;
    }

    /** Returns the keys of elements without a value, but for those that are stored. */
    private Set<Object> absent(Step.Write write, @Nullable Object[] values, Set<Object> stored) {
        Set<Object> keys = new LinkedHashSet<>();
        for (int i = 0; i < elements.length; i++) {
            Object key = (values[i] == BatchExecution.ABSENT) ? write.keyWithoutResult(i) : null;
            if (key != null && !stored.contains(key)) {
                keys.add(key);
            }
        }
        return keys;
    }

    private void judge(@Nullable Object[] values) {
        for (Step.Write write : writes) {
            for (int i = 0; i < elements.length; i++) {
                if (values[i] != Values.MISS) {
                    write.passes(i, BatchExecution.known(values[i]));
                }
            }
        }
    }
}
