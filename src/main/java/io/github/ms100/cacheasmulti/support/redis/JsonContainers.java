package io.github.ms100.cacheasmulti.support.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;

/** The usual collections and maps, which stand for those of other classes. */
final class JsonContainers {

    private JsonContainers() {}

    /**
     * Returns the class that a collection is stored as, if not as its own.
     *
     * @param base what the value is declared as
     * @throws JsonCodec.Refused if there is none
     */
    static Class<?> usual(Collection<?> collection, Class<?> base) {
        List<Class<?>> candidates;
        if (collection instanceof SortedSet<?>) {
            candidates = List.of(TreeSet.class);
        } else if (collection instanceof Set<?>) {
            candidates = List.of(LinkedHashSet.class);
        } else {
            candidates = List.of(ArrayList.class, LinkedList.class, ArrayDeque.class, LinkedBlockingDeque.class);
        }
        return firstOf(candidates, base, collection);
    }

    /** Returns the class that a map is stored as, if not as its own; otherwise as {@link #usual(Collection, Class)}. */
    static Class<?> usual(Map<?, ?> map, Class<?> base) {
        List<Class<?>> candidates = map instanceof SortedMap<?, ?>
                ? List.of(TreeMap.class, ConcurrentSkipListMap.class)
                : List.of(LinkedHashMap.class, ConcurrentHashMap.class);
        return firstOf(candidates, base, map);
    }

    /** Returns a copy of the usual class of its kind. */
    @SuppressWarnings("unchecked")
    static Object copy(Object container, Class<?> base) {
        refuseComparator(container);
        if (container instanceof Map<?, ?> map) {
            Object copy = BeanUtils.instantiateClass(usual(map, base));
            ((Map<Object, Object>) copy).putAll(map);
            return copy;
        }
        Collection<?> collection = (Collection<?>) container;
        Object copy = BeanUtils.instantiateClass(usual(collection, base));
        ((Collection<Object>) copy).addAll(collection);
        return copy;
    }

    /** Refuses a collection or map whose order would be lost. */
    static void refuseComparator(Object container) {
        Object comparator = comparator(container);
        if (comparator != null) {
            throw new JsonCodec.Refused(("A %s with a comparator cannot be stored as JSON, its order would be"
                            + " lost: use the natural order or a list")
                    .formatted(container.getClass().getName()));
        }
    }

    private static @Nullable Object comparator(Object container) {
        if (container instanceof SortedSet<?> set) {
            return set.comparator();
        }
        return container instanceof SortedMap<?, ?> map ? map.comparator() : null;
    }

    private static Class<?> firstOf(List<Class<?>> candidates, Class<?> base, Object container) {
        return candidates.stream().filter(base::isAssignableFrom).findFirst().orElseThrow(() -> {
            String type = container.getClass().getName();
            return new JsonCodec.Refused(("A %s cannot be stored as JSON where %s is declared: it would come"
                            + " back as %s. Declare it as an interface of java.util, such as List, Set or Map")
                    .formatted(type, base.getName(), candidates.get(0).getSimpleName()));
        });
    }
}
