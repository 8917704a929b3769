package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stores the values of one call: first what a lookup missed and the method loaded, then what puts want stored. */
final class ResultStorage {

    private final List<Step.Write> writes;

    private final @Nullable Object[] elements;

    private final Writes caches;

    ResultStorage(List<Step.Write> writes, @Nullable Object[] elements, Guard guard) {
        this.writes = writes;
        this.elements = elements;
        this.caches = new Writes(guard);
    }

    /** Stores loaded elements, by index, in the caches of reads that missed them. */
    void storeMisses(int[] loaded, List<Step.Read> reads, BatchLookup lookup, RunningLoad load) {
        @Nullable Object[] values = lookup.values().array();
        // Every condition is judged before the first value is stored, as for a single call.
        judge(values);
        for (Step.Read read : reads) {
            KeyedValues entries = new KeyedValues(loaded.length, read.rules.keysAreDistinct());
            for (int index : loaded) {
                Object value = values[index];
                if (value != BatchExecution.ABSENT
                        && lookup.values().isMissed(index)
                        && read.passes(index)
                        && !read.rejects(index, value)) {
                    entries.add(read.key(index), value);
                }
            }
            for (BatchCache cache : read.caches) {
                if (read.skipsLookup) {
                    caches.refresh(cache, entries, load);
                } else {
                    caches.fill(cache, entries, load);
                }
            }
        }
    }

    /**
     * Stores what puts want stored.
     *
     * @param lookalikes what cannot be told apart, so that what its caches hold is evicted
     * @param unmatched whether something came back that belongs to no element: the new value of an element without one
     *     may be among that, so what its caches hold is evicted
     */
    void storeResults(@Nullable Object[] values, Lookalikes lookalikes, boolean unmatched) {
        judge(values);
        for (Step.Write write : writes) {
            KeyedValues entries = new KeyedValues(elements.length, write.rules.keysAreDistinct());
            Set<Object> untold = lookalikes.isEmpty() ? Set.of() : keys(write, values, lookalikes);
            for (int i = 0; i < elements.length; i++) {
                Object value = values[i];
                if (value != BatchExecution.ABSENT
                        && value != Values.MISS
                        && !lookalikes.contain(i)
                        && write.passes(i, value)
                        && !write.rules.rejects(elements[i], value)) {
                    Object key = write.rules.key(elements[i], value);
                    if (untold.isEmpty() || !untold.contains(key)) {
                        entries.add(key, value);
                    }
                }
            }
            write.caches.forEach(cache -> caches.put(cache, entries));
            evict(write, untold);
            if (unmatched) {
                evictAbsent(write, values, new HashSet<>(Arrays.asList(entries.keys())));
            }
        }
    }

    private void evict(Step.Write write, Set<Object> keys) {
        Object[] all = keys.toArray();
        write.caches.forEach(cache -> caches.evict(cache, all));
    }

    /** Returns whether a read is to store what was loaded for an element. */
    boolean isStored(Step.Read read, int index, @Nullable Object value) {
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
            if (lookalikes.contain(i) && hasKey && write.passes(i, value)) {
                keys.add(write.rules.key(elements[i], value));
            }
        }
        return keys;
    }

    private void evictAbsent(Step.Write write, @Nullable Object[] values, Set<Object> stored) {
        Set<Object> keys = new LinkedHashSet<>();
        for (int i = 0; i < elements.length; i++) {
            Object key = (values[i] == BatchExecution.ABSENT) ? write.keyWithoutResult(i) : null;
            if (key != null && !stored.contains(key)) {
                keys.add(key);
            }
        }
        evict(write, keys);
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
