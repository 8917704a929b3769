package io.github.ms100.cacheasmulti.cache.convert.converter;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.support.NullValue;
import org.springframework.cache.support.SimpleValueWrapper;

/**
 * A read-only view of stored values as the hits of a batch. A wrapper is made when it is asked for: copying a batch
 * would cost more than reading it from memory.
 */
final class StoredValues extends AbstractMap<Object, ValueWrapper> {

    private final Map<Object, Object> stored;

    private final boolean allowNullValues;

    /**
     * Creates a view.
     *
     * @param stored the values by key, which must no longer change
     * @param allowNullValues whether {@link NullValue} stands for {@code null}
     */
    StoredValues(Map<Object, Object> stored, boolean allowNullValues) {
        this.stored = stored;
        this.allowNullValues = allowNullValues;
    }

    @Override
    public @Nullable ValueWrapper get(@Nullable Object key) {
        Object value = stored.get(key);
        return value != null ? wrap(value) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return stored.containsKey(key);
    }

    @Override
    public int size() {
        return stored.size();
    }

    @Override
    public Set<Map.Entry<Object, ValueWrapper>> entrySet() {
        return new Entries();
    }

    private ValueWrapper wrap(Object value) {
        return new SimpleValueWrapper(allowNullValues && value instanceof NullValue ? null : value);
    }

    private final class Entries extends AbstractSet<Map.Entry<Object, ValueWrapper>> {

        @Override
        public int size() {
            return stored.size();
        }

        @Override
        public Iterator<Map.Entry<Object, ValueWrapper>> iterator() {
            Iterator<Map.Entry<Object, Object>> entries = stored.entrySet().iterator();
            return new Iterator<>() {

                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public Map.Entry<Object, ValueWrapper> next() {
                    Map.Entry<Object, Object> entry = entries.next();
                    return Map.entry(entry.getKey(), wrap(entry.getValue()));
                }
            };
        }
    }
}
