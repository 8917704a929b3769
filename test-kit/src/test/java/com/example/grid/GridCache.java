package com.example.grid;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.cache.support.AbstractValueAdaptingCache;

/** The user's own Spring cache, key by key. */
public class GridCache extends AbstractValueAdaptingCache {

    private final String name;

    private final Grid grid;

    public GridCache(String name, Grid grid) {
        super(true);
        this.name = name;
        this.grid = grid;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Grid getNativeCache() {
        return grid;
    }

    @Override
    protected Object lookup(Object key) {
        return grid.get(key);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T get(Object key, Callable<T> valueLoader) {
        ValueWrapper hit = get(key);
        if (hit != null) {
            return (T) hit.get();
        }
        try {
            T loaded = valueLoader.call();
            put(key, loaded);
            return loaded;
        } catch (Exception ex) {
            throw new ValueRetrievalException(key, valueLoader, ex);
        }
    }

    @Override
    public void put(Object key, Object value) {
        grid.putAll(Map.of(key, toStoreValue(value)));
    }

    @Override
    public void evict(Object key) {
        grid.removeAll(List.of(key));
    }

    @Override
    public boolean evictIfPresent(Object key) {
        return grid.removeAll(List.of(key));
    }

    @Override
    public void clear() {
        grid.clear();
    }
}
