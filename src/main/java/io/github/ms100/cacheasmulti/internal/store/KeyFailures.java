package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.cache.Cache.ValueWrapper;

/** Collects what went wrong for which key of a batch (S23, S24). Not thread-safe. */
public final class KeyFailures {

    private final Map<Object, RuntimeException> byKey = new LinkedHashMap<>();

    private final Map<String, RuntimeException> shared = new HashMap<>();

    /** Remembers a failure that concerns this key alone. */
    public void add(Object key, RuntimeException failure) {
        byKey.put(key, failure);
    }

    /** Remembers a failure of the store: the same one for many keys counts as one. */
    public void addShared(Object key, RuntimeException failure) {
        String cause = failure.getClass().getName() + failure.getMessage();
        byKey.put(key, shared.computeIfAbsent(cause, ignored -> failure));
    }

    /** Throws the only cause if every key of the batch failed by it, else tells which keys failed, if any. */
    public void throwIfAny(Collection<?> batch, Map<Object, ValueWrapper> hits) {
        if (byKey.isEmpty()) {
            return;
        }
        RuntimeException first = byKey.values().iterator().next();
        if (byKey.keySet().containsAll(batch) && byKey.values().stream().allMatch(failure -> failure == first)) {
            throw first;
        }
        throw new PartialBatchException(hits, byKey);
    }
}
