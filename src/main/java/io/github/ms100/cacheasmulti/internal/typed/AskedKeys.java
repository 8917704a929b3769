package io.github.ms100.cacheasmulti.internal.typed;

import io.github.ms100.cacheasmulti.cache.batch.Outcome;
import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.engine.Guard;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The distinct keys of one call, in its order, and the map of them that becomes its result: finding duplicates and making it are one pass. */
final class AskedKeys<K> {

    private static final Object[] NONE = {};

    private final Map<K, @Nullable Object> inOrder;

    private final Object[] keys;

    private AskedKeys(Map<K, @Nullable Object> inOrder, Object[] keys) {
        this.inOrder = inOrder;
        this.keys = keys;
    }

    /**
     * Returns the keys of a call.
     *
     * @throws IllegalArgumentException if one is {@code null}
     */
    @SuppressWarnings("unchecked") // all that are given are of the type
    static <K> AskedKeys<K> of(@Nullable Collection<? extends K> given, String cache) {
        if (given == null || given.isEmpty()) {
            return new AskedKeys<>(new LinkedHashMap<>(), NONE);
        }
        Object[] all = given.toArray();
        Map<K, @Nullable Object> inOrder = new LinkedHashMap<>((int) Math.ceil(all.length / 0.75));
        for (Object key : all) {
            inOrder.put((K) required(key, cache), null);
        }
        return new AskedKeys<>(
                inOrder, (inOrder.size() == all.length) ? all : inOrder.keySet().toArray());
    }

    /** Refuses a key that is {@code null}. */
    static Object required(@Nullable Object key, String cache) {
        if (key == null) {
            throw new IllegalArgumentException(
                    "Null among the keys for cache '%s': leave it out, or use a key that stands for it"
                            .formatted(cache));
        }
        return key;
    }

    boolean areNone() {
        return keys.length == 0;
    }

    /** Returns them; not to be modified. */
    Object[] toArray() {
        return keys;
    }

    boolean contain(@Nullable Object key) {
        return inOrder.containsKey(key);
    }

    /**
     * Makes the map of values, of which this is the end.
     *
     * @param values by position
     * @param strictNull whether {@code null} is one
     */
    @SuppressWarnings("unchecked") // what is no value has been taken out
    <V> Map<K, V> values(@Nullable Object[] values, boolean strictNull) {
        Iterator<Map.Entry<K, @Nullable Object>> entries = inOrder.entrySet().iterator();
        for (Object value : values) {
            Map.Entry<K, @Nullable Object> entry = entries.next();
            if (value == BatchExecution.ABSENT || (value == null && !strictNull)) {
                entries.remove();
            } else {
                entry.setValue(value);
            }
        }
        return (Map<K, V>) (Map<?, ?>) inOrder;
    }

    /** Returns which of them could not be read, and why. */
    @SuppressWarnings("unchecked") // they are of its type
    Map<K, Throwable> unread(Guard guard) {
        if (!guard.remembersUnread()) {
            return Map.of();
        }
        Map<K, Throwable> unread = new LinkedHashMap<>();
        for (Object key : keys) {
            RuntimeException failure = guard.unread(key);
            if (failure != null) {
                unread.put((K) key, failure);
            }
        }
        return unread;
    }

    /** Makes the map of what came of the keys, of which this is the end. */
    @SuppressWarnings("unchecked") // all values have been set, and the cache and the loader have theirs checked
    <V> Map<K, Outcome<V>> outcomes(IntFunction<? extends Outcome<?>> outcomes) {
        int position = 0;
        for (Map.Entry<K, @Nullable Object> entry : inOrder.entrySet()) {
            entry.setValue(outcomes.apply(position));
            position++;
        }
        return (Map<K, Outcome<V>>) (Map<?, ?>) inOrder;
    }
}
