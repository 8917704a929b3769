package io.github.ms100.cacheasmulti.test.heap;

import io.github.ms100.cacheasmulti.test.PartialFailureContract.Operation;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A store whose operations can be made to fail. */
public final class FailingCache extends HeapCache {

    private final Map<Operation, Set<Object>> broken = new EnumMap<>(Operation.class);

    private boolean gone;

    public void fail(Operation operation, Object key) {
        broken.computeIfAbsent(operation, any -> new HashSet<>()).add(key);
    }

    public void failAltogether() {
        gone = true;
    }

    /** Throws if the store is gone. */
    public void connect() {
        if (gone) {
            throw new IllegalStateException("gone");
        }
    }

    private void check(Operation operation, Object key) {
        connect();
        if (broken.getOrDefault(operation, Set.of()).contains(key)) {
            throw new UnsupportedOperationException("%s of %s".formatted(operation, key));
        }
    }

    @Override
    public ValueWrapper get(Object key) {
        check(Operation.GET, key);
        return super.get(key);
    }

    @Override
    public void put(Object key, Object value) {
        check(Operation.PUT, key);
        super.put(key, value);
    }

    @Override
    public void evict(Object key) {
        check(Operation.EVICT, key);
        super.evict(key);
    }

    @Override
    public boolean evictIfPresent(Object key) {
        check(Operation.EVICT_IF_PRESENT, key);
        return super.evictIfPresent(key);
    }
}
