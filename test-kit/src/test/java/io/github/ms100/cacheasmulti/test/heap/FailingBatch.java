package io.github.ms100.cacheasmulti.test.heap;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The batch form of a {@link FailingCache}, as it should be. */
public class FailingBatch extends HeapBatch {

    private final FailingCache failing;

    public FailingBatch(FailingCache source) {
        super(source);
        this.failing = source;
    }

    @Override
    public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
        Map<Object, ValueWrapper> hits = new LinkedHashMap<>();
        Map<Object, RuntimeException> failures = failuresOf(keys, key -> {
            ValueWrapper hit = source.get(key);
            if (hit != null) {
                hits.put(key, hit);
            }
        });
        if (!failures.isEmpty()) {
            throw new PartialBatchException(hits, failures);
        }
        return hits;
    }

    @Override
    public void multiPut(Map<?, ?> map) {
        tell(failuresOf(map.keySet(), key -> source.put(key, map.get(key))));
    }

    @Override
    public void multiEvict(Collection<?> keys) {
        tell(failuresOf(keys, source::evict));
    }

    @Override
    public void multiEvictIfPresent(Collection<?> keys) {
        tell(failuresOf(keys, source::evictIfPresent));
    }

    private Map<Object, RuntimeException> failuresOf(Collection<?> keys, Consumer<Object> call) {
        failing.connect();
        Map<Object, RuntimeException> failures = new LinkedHashMap<>();
        for (Object key : keys) {
            try {
                call.accept(key);
            } catch (RuntimeException ex) {
                failures.put(key, ex);
            }
        }
        return failures;
    }

    private static void tell(Map<Object, RuntimeException> failures) {
        if (!failures.isEmpty()) {
            throw new PartialBatchException(failures);
        }
    }
}
