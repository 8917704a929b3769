package io.github.ms100.cacheasmulti.shapes;

import io.github.ms100.cacheasmulti.fixture.Family;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import io.github.ms100.cacheasmulti.shapes.Catalogue.Row;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.util.ReflectionUtils;

/** The return shapes of S4: the batch method of {@link Catalogue}, and what it must return for some elements. */
enum ReturnShape {
    MAP("map", LinkedHashMap.class, ReturnShape::names),
    HASH_MAP("hashMap", LinkedHashMap.class, ReturnShape::names),
    LINKED_HASH_MAP("linkedHashMap", LinkedHashMap.class, ReturnShape::names),
    SORTED_MAP("sortedMap", TreeMap.class, ids -> new TreeMap<>(names(ids))),
    NAVIGABLE_MAP("navigableMap", TreeMap.class, ids -> new TreeMap<>(names(ids))),
    TREE_MAP("treeMap", TreeMap.class, ids -> new TreeMap<>(names(ids))),
    CONCURRENT_MAP("concurrentMap", ConcurrentHashMap.class, ids -> new ConcurrentHashMap<>(names(ids))),
    OPTIONAL_MAP("optionalMap", LinkedHashMap.class, ids -> {
        Map<Object, Object> map = names(ids);
        map.replaceAll((id, name) -> Optional.of(name));
        return map;
    }),
    LIST("list", ArrayList.class, ids -> each(ids, Catalogue::nameOf)),
    COLLECTION("collection", ArrayList.class, ids -> each(ids, Catalogue::nameOf)),
    ITERABLE("iterable", ArrayList.class, ids -> each(ids, Catalogue::nameOf)),
    ARRAY_LIST("arrayList", ArrayList.class, ids -> each(ids, Catalogue::nameOf)),
    ARRAY("array", String[].class, ids -> each(ids, Catalogue::nameOf).toArray(new String[0])),
    PRIMITIVE_ARRAY("primitiveArray", int[].class, ids -> ids.stream()
            .mapToInt(id -> 10 * id)
            .toArray()),
    OPTIONAL_LIST("optionalList", ArrayList.class, ids -> each(ids, id -> Optional.ofNullable(Catalogue.nameOf(id)))),
    OPTIONAL_ARRAY("optionalArray", Optional[].class, ids -> each(ids, id -> Optional.ofNullable(Catalogue.nameOf(id)))
            .toArray(new Optional<?>[0])),
    ROW_LIST("rowList", ArrayList.class, ReturnShape::rows),
    ROW_COLLECTION("rowCollection", ArrayList.class, ReturnShape::rows),
    ROW_ITERABLE("rowIterable", ArrayList.class, ReturnShape::rows),
    ROW_ARRAY_LIST("rowArrayList", ArrayList.class, ReturnShape::rows),
    ROW_SET("rowSet", LinkedHashSet.class, ids -> new LinkedHashSet<>(rows(ids))),
    ROW_ARRAY("rowArray", Row[].class, ids -> rows(ids).toArray(new Row[0])),
    GROUPED("grouped", ArrayList.class, ReturnShape::groups),
    GROUPED_ARRAY("groupedArray", Row[].class, ids -> groups(ids).toArray(new Row[0]));

    private final Method method;

    private final Class<?> implementation;

    private final Function<List<Integer>, Object> expected;

    ReturnShape(String method, Class<?> implementation, Function<List<Integer>, Object> expected) {
        this.method = Objects.requireNonNull(ReflectionUtils.findMethod(Catalogue.class, method, List.class));
        this.implementation = implementation;
        this.expected = expected;
    }

    Object call(Catalogue catalogue, List<Integer> ids) {
        return ReflectionUtils.invokeMethod(method, catalogue, ids);
    }

    /** Calls the single method that shares the entries. */
    Object callSingle(Catalogue catalogue, Integer id) {
        return single().apply(catalogue, id);
    }

    /** Returns what the single method returns. */
    Object expectedSingle(Integer id) {
        Catalogue catalogue = new Catalogue();
        return single().apply(catalogue, id);
    }

    /** Returns what the batch method must return, on every path. */
    Object expected(Family family, List<Integer> ids) {
        if (family == Family.JSR_107 && this == OPTIONAL_MAP) {
            // With JSR-107 the Optional itself is the value: an empty one is not missing.
            Map<Object, Object> map = new LinkedHashMap<>();
            ids.forEach(id -> map.put(id, Optional.ofNullable(Catalogue.nameOf(id))));
            return map;
        }
        return expected.apply(ids);
    }

    /** Returns whether a store can hold the values as a family of annotations stores them: an Optional is not serializable. */
    boolean worksOn(Family family, TestStore store) {
        return family == Family.SPRING || !name().startsWith("OPTIONAL") || !store.serializes();
    }

    Class<?> implementation() {
        return implementation;
    }

    boolean takesNull() {
        return this != PRIMITIVE_ARRAY;
    }

    private BiFunction<Catalogue, Integer, Object> single() {
        if (name().startsWith("ROW")) {
            return Catalogue::row;
        }
        if (name().startsWith("GROUPED")) {
            return Catalogue::rowsOfOne;
        }
        if (this == PRIMITIVE_ARRAY) {
            return Catalogue::number;
        }
        return name().startsWith("OPTIONAL") ? Catalogue::maybe : Catalogue::name;
    }

    private static Map<Object, Object> names(List<Integer> ids) {
        Map<Object, Object> names = new LinkedHashMap<>();
        ids.stream().filter(id -> id != 4).forEach(id -> names.put(id, Catalogue.nameOf(id)));
        return names;
    }

    private static List<Object> each(List<Integer> ids, Function<Integer, Object> value) {
        return new ArrayList<>(ids.stream().map(value).toList());
    }

    private static List<Row> rows(List<Integer> ids) {
        return ids.stream()
                .distinct()
                .map(Catalogue::rowOf)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<Row> groups(List<Integer> ids) {
        return ids.stream()
                .distinct()
                .flatMap(id -> Stream.of(id).map(Catalogue::rowsOf).flatMap(List::stream))
                .toList();
    }
}
