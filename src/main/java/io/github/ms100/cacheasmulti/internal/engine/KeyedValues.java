package io.github.ms100.cacheasmulti.internal.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.CollectionUtils;

/**
 * Entries to be stored: keys, and their values by the same index. Of equal keys the last value counts, at the first place;
 * where no {@code null} is stored, the last that is none, as in a loop (S16).
 */
final class KeyedValues {

    private @Nullable Object[] keys;

    private @Nullable Object[] values;

    private int size;

    /** The last values before a {@code null} with the same key; {@code null} if there are none. */
    private @Nullable Object @Nullable [] beforeNull;

    /** Where each key is; {@code null} if no two can be equal. */
    private final @Nullable Map<Object, Integer> indexes;

    /**
     * Begins with none.
     *
     * @param capacity how many there can be
     * @param distinct whether no two of the keys to come can be equal
     */
    KeyedValues(int capacity, boolean distinct) {
        this.keys = new Object[capacity];
        this.values = new Object[capacity];
        this.indexes = (distinct || capacity < 2) ? null : new HashMap<>(capacity * 2);
    }

    private KeyedValues(@Nullable Object[] keys, @Nullable Object[] values) {
        this.keys = keys;
        this.values = values;
        this.size = keys.length;
        this.indexes = null;
    }

    void add(Object key, @Nullable Object value) {
        Integer known = (indexes == null) ? null : indexes.putIfAbsent(key, size);
        if (known != null) {
            if (value == null && values[known] != null) {
                beforeNull = (beforeNull == null) ? new Object[values.length] : beforeNull;
                beforeNull[known] = values[known];
            }
            values[known] = value;
            return;
        }
        keys[size] = key;
        values[size] = value;
        size++;
    }

    int size() {
        return size;
    }

    /** Returns the keys; not to be modified. */
    @SuppressWarnings("NullAway") // all are there
    Object[] keys() {
        trim();
        return keys;
    }

    /** Returns the values; not to be modified. */
    @Nullable
    Object[] values() {
        trim();
        return values;
    }

    private void trim() {
        if (keys.length > size) {
            keys = Arrays.copyOf(keys, size);
            values = Arrays.copyOf(values, size);
        }
    }

    /** Returns these without those that hold {@code null}; the same if none does. */
    KeyedValues withoutNulls() {
        KeyedValues rest = null;
        for (int i = 0; i < size; i++) {
            Object value = values[i];
            if (value == null) {
                rest = (rest == null) ? first(i) : rest;
                value = (beforeNull == null) ? null : beforeNull[i];
            }
            if (rest != null && value != null) {
                rest.append(keys[i], value);
            }
        }
        return (rest == null) ? this : rest;
    }

    /** Returns these without those at some indexes, which are in ascending order; the same if there are none. */
    KeyedValues without(int[] excluded) {
        if (excluded.length == 0) {
            return this;
        }
        KeyedValues rest = first(excluded[0]);
        int next = 0;
        for (int i = excluded[0]; i < size; i++) {
            if (next < excluded.length && excluded[next] == i) {
                next++;
            } else {
                rest.append(keys[i], values[i]);
            }
        }
        return rest;
    }

    /** Returns them as a map, in their order. */
    Map<Object, @Nullable Object> toMap() {
        Map<Object, @Nullable Object> map = CollectionUtils.newLinkedHashMap(size);
        for (int i = 0; i < size; i++) {
            map.put(keys[i], values[i]);
        }
        return map;
    }

    /** Returns the keys at some indexes. */
    Object[] keysAt(int[] indexes) {
        Object[] some = new Object[indexes.length];
        Arrays.setAll(some, i -> keys[indexes[i]]);
        return some;
    }

    private KeyedValues first(int count) {
        KeyedValues first = new KeyedValues(Arrays.copyOf(keys, size), Arrays.copyOf(values, size));
        first.size = count;
        return first;
    }

    private void append(@Nullable Object key, @Nullable Object value) {
        keys[size] = key;
        values[size] = value;
        size++;
    }
}
