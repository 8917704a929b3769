package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** A result keyed by element (S8, S12). */
final class MapResult extends ResultShape {

    private final Class<?> type;

    private final boolean sorted;

    MapResult(BatchMethod method, Object absent) {
        super(method, absent);
        this.type = method.resultType().toClass();
        this.sorted = ReturnTypes.SORTED_MAPS.contains(type);
    }

    @Override
    public @Nullable Object[] read(@Nullable Object returned, @Nullable Object[] asked, Unmatched unmatched) {
        Map<?, ?> map = (returned == null) ? Map.of() : (Map<?, ?>) returned;
        @Nullable Object[] values = new Object[asked.length];
        int found = 0;
        for (int i = 0; i < asked.length; i++) {
            Object element = asked[i];
            values[i] = (element == null) ? valueOfNull(map) : valueOf(map, element);
            if (values[i] == missing()) {
                unmatched.missing(element);
            } else {
                found++;
            }
        }
        // Two elements may have found one entry: equal ones, or those of a sorted map, which is not asked about
        // equality.
        boolean countSaysAll = !(map instanceof SortedMap) && !unmatched.expectsEqualElements();
        if (found < map.size() || (!countSaysAll && !map.isEmpty())) {
            unmatched.addOthers(map.keySet(), key -> isElement(key, map, unmatched));
        }
        return values;
    }

    // By the order of the map only where nothing else will do: each portion may come with one of its own.
    private static boolean isElement(@Nullable Object key, Map<?, ?> map, Unmatched unmatched) {
        return unmatched.isElement(key)
                || (map instanceof SortedMap<?, ?> sortedMap && unmatched.isElement(key, sortedMap.comparator()));
    }

    @Override
    public boolean isMissing(@Nullable Object value) {
        return value == null;
    }

    @Override
    public Object assemble(@Nullable Object[] elements, int @Nullable [] positions, @Nullable Object[] values) {
        Map<@Nullable Object, @Nullable Object> result = newMap(elements.length);
        for (int i = 0; i < elements.length; i++) {
            Object value = values[i];
            if (isLeftOut(value)) {
                continue;
            }
            if (elements[i] == null && !(result instanceof LinkedHashMap)) {
                throw new IllegalStateException(
                        "%s returns a %s, which has no place for the null element it was asked for"
                                .formatted(method(), type.getName()));
            }
            result.put(elements[i], wrap(value));
        }
        return result;
    }

    @Override
    public @Nullable Map<@Nullable Object, @Nullable Object> collect(@Nullable Object[] elements) {
        Map<@Nullable Object, @Nullable Object> collected = newMap(elements.length);
        if (!(collected instanceof LinkedHashMap)) {
            return null;
        }
        for (Object element : elements) {
            collected.put(element, null);
        }
        return collected;
    }

    @Override
    public Object complete(Map<@Nullable Object, @Nullable Object> collected, @Nullable Object[] values) {
        Iterator<Map.Entry<@Nullable Object, @Nullable Object>> entries =
                collected.entrySet().iterator();
        for (Object value : values) {
            Map.Entry<@Nullable Object, @Nullable Object> entry = entries.next();
            if (isLeftOut(value)) {
                entries.remove();
            } else {
                entry.setValue(wrap(value));
            }
        }
        return collected;
    }

    @Override
    public boolean holdsEqualElements() {
        return false;
    }

    private boolean isLeftOut(@Nullable Object value) {
        return isAbsent(value) || (value == null && !isStrict());
    }

    private @Nullable Object valueOf(Map<?, ?> map, Object element) {
        try {
            Object value = map.get(element);
            return (value != null || (isStrict() && map.containsKey(element))) ? unwrap(value) : missing();
        } catch (ClassCastException ex) {
            // Its keys are of a type that it cannot compare with an element.
            return missing();
        }
    }

    // Many maps refuse to be asked about null, even with containsKey.
    private @Nullable Object valueOfNull(Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getKey() == null) {
                return (entry.getValue() != null || isStrict()) ? unwrap(entry.getValue()) : missing();
            }
        }
        return missing();
    }

    @SuppressWarnings("unchecked")
    private Map<@Nullable Object, @Nullable Object> newMap(int size) {
        if (type == ConcurrentMap.class) {
            return (Map<@Nullable Object, @Nullable Object>) (Map<?, ?>) new ConcurrentHashMap<Object, Object>();
        }
        if (sorted) {
            return new TreeMap<>();
        }
        // As CollectionUtils.newLinkedHashMap sizes it, with room for a null key and null values.
        return new LinkedHashMap<>((int) Math.ceil(size / 0.75));
    }
}
