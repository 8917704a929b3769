package com.example.grid;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The client of a store of the user's own, which has bulk operations. */
public final class Grid {

    private final Map<Object, Object> entries = new ConcurrentHashMap<>();

    Map<Object, Object> getAll(Collection<?> keys) {
        Map<Object, Object> found = new HashMap<>();
        for (Object key : keys) {
            Object stored = get(key);
            if (stored != null) {
                found.put(key, stored);
            }
        }
        return found;
    }

    void putAll(Map<?, ?> map) {
        entries.putAll(map);
    }

    boolean removeAll(Collection<?> keys) {
        return entries.keySet().removeAll(keys);
    }

    Object get(Object key) {
        return entries.get(key);
    }

    void clear() {
        entries.clear();
    }
}
