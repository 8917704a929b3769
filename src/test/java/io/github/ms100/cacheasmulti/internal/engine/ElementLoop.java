package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.engine.ModelOperation.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the law makes of a batch: its single method called once per element (S1), but that what comes before the lookups and
 * after the puts is done for all elements together (S17). As simple as can be: what it says is right.
 */
final class ElementLoop {

    /** Which elements it had to load. */
    final List<Object> loaded = new ArrayList<>();

    /** What it returns. */
    final @Nullable Object[] values;

    private final List<ModelOperation> operations;

    private final List<Map<Object, @Nullable Object>> caches;

    private final Set<Integer> refusing;

    private final @Nullable Object[] results;

    /**
     * Creates a loop.
     *
     * @param caches what they hold; modified
     * @param refusing which of them hold no {@code null}
     * @param results what the method returns, by element
     */
    ElementLoop(
            List<ModelOperation> operations,
            List<Map<Object, @Nullable Object>> caches,
            Set<Integer> refusing,
            @Nullable Object[] results) {
        this.operations = operations;
        this.caches = caches;
        this.refusing = refusing;
        this.results = results;
        this.values = new Object[results.length];
    }

    void run() {
        each(Kind.EVICT_BEFORE, operation -> evict(operation, false));
        each(Kind.CLEAR_BEFORE, operation -> clear(operation, false));
        each(Kind.PASS_BEFORE, this::putArguments);
        for (int element = 0; element < values.length; element++) {
            values[element] = call(element);
        }
        each(Kind.PASS_AFTER, this::putArguments);
        each(Kind.EVICT_AFTER, operation -> evict(operation, true));
        each(Kind.CLEAR_AFTER, operation -> clear(operation, true));
    }

    private void each(Kind kind, Consumer<ModelOperation> work) {
        operations.stream().filter(operation -> operation.kind() == kind).forEach(work);
    }

    private @Nullable Object call(int element) {
        List<ModelOperation> reads =
                operations.stream().filter(read -> read.kind().reads()).toList();
        List<ModelOperation> puts =
                operations.stream().filter(put -> put.kind() == Kind.PUT).toList();
        Object value = lookUp(element, reads);
        boolean hit = value != Values.MISS;
        if (!hit || puts.stream().anyMatch(put -> !put.isOutBefore(element))) {
            value = results[element];
            loaded.add(element);
        }
        if (!hit) {
            for (ModelOperation read : reads) {
                if (read.passes(element)) {
                    store(read, element, value);
                }
            }
        }
        for (ModelOperation put : puts) {
            if (put.passes(element, BatchExecution.known(value))) {
                store(put, element, value);
            }
        }
        return value;
    }

    private @Nullable Object lookUp(int element, List<ModelOperation> reads) {
        for (ModelOperation read : reads) {
            for (int cache : read.caches()) {
                Object key = read.keys().get(element);
                if (read.kind() == Kind.READ
                        && read.passes(element)
                        && caches.get(cache).containsKey(key)) {
                    return caches.get(cache).get(key);
                }
            }
        }
        return Values.MISS;
    }

    private void store(ModelOperation operation, int element, @Nullable Object value) {
        if (value != BatchExecution.ABSENT && !operation.rejects(value)) {
            put(operation, element, value);
        }
    }

    private void putArguments(ModelOperation operation) {
        for (int element = 0; element < values.length; element++) {
            put(operation, element, operation.arguments().get(element));
        }
    }

    private void put(ModelOperation operation, int element, @Nullable Object value) {
        for (int cache : operation.caches()) {
            if (value != null || !refusing.contains(cache)) {
                caches.get(cache).put(operation.keys().get(element), value);
            }
        }
    }

    private void evict(ModelOperation operation, boolean afterwards) {
        for (int element : taking(operation, afterwards)) {
            operation.caches().forEach(cache -> caches.get(cache)
                    .remove(operation.keys().get(element)));
        }
    }

    private void clear(ModelOperation operation, boolean afterwards) {
        if (!taking(operation, afterwards).isEmpty()) {
            operation.caches().forEach(cache -> caches.get(cache).clear());
        }
    }

    private Set<Integer> taking(ModelOperation operation, boolean afterwards) {
        Set<Integer> taking = new LinkedHashSet<>();
        for (int element = 0; element < values.length; element++) {
            boolean takes = afterwards
                    ? operation.passes(element, BatchExecution.known(values[element]))
                    : operation.passes(element);
            if (takes) {
                taking.add(element);
            }
        }
        return taking;
    }
}
