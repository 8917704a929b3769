package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.LaterType;
import io.github.ms100.cacheasmulti.internal.method.LaterType.Kind;
import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.springframework.core.ResolvableType;

/** What a return type says: whether a batch method may have it, what it holds, and how it is made (S4). */
final class ReturnTypes {

    static final Set<Class<?>> SORTED_MAPS = Set.of(SortedMap.class, NavigableMap.class, TreeMap.class);

    private static final Set<Class<?>> HASHED_MAPS = Set.of(Map.class, HashMap.class, LinkedHashMap.class);

    private static final Set<Class<?>> LISTS = Set.of(List.class, Collection.class, Iterable.class, ArrayList.class);

    private static final String REMEDY =
            "Return a Map keyed by the element, a BatchResult, a List, Collection, Iterable or array with"
                    + " one value per element, or one of these or a Set of rows with asElementField.";

    private ReturnTypes() {}

    static boolean isMap(BatchMethod method) {
        return Map.class.isAssignableFrom(method.resultType().toClass());
    }

    static boolean tellsOutcomes(BatchMethod method) {
        return method.resultType().toClass() == BatchResult.class;
    }

    /** Returns whether what it holds is known by element. */
    static boolean isKeyed(BatchMethod method) {
        return isMap(method) || tellsOutcomes(method);
    }

    /** Returns the type of what a supported return type holds for an element, or for a row: its items, or the map's values. */
    static ResolvableType valueType(BatchMethod method) {
        ResolvableType type = method.resultType();
        if (type.isArray()) {
            return type.getComponentType();
        }
        if (Stream.class.isAssignableFrom(type.toClass())) {
            return type.as(Stream.class).getGeneric(0);
        }
        return isKeyed(method)
                ? type.as(type.toClass() == BatchResult.class ? BatchResult.class : Map.class)
                        .getGeneric(1)
                : type.as(Iterable.class).getGeneric(0);
    }

    /** Returns what makes the list, set or array that a method returns. */
    static Containers.Factory container(BatchMethod method) {
        return Objects.requireNonNull(Containers.factory(method.resultType().toClass(), Object.class));
    }

    static void check(BatchMethod method, Class<?> elementClass) {
        Class<?> type = method.resultType().toClass();
        CacheAsMulti annotation = method.annotation();
        rejectArrayElements(method, elementClass);
        checkLater(method);
        checkSeveral(method);
        boolean list = type.isArray() || LISTS.contains(type);
        if (!annotation.asElementField().isEmpty()) {
            if (!list && type != Set.class) {
                throw method.invalid(
                        "has asElementField = \"%s\" but returns %s, which is no List, Collection, Iterable, ArrayList,"
                                        .formatted(annotation.asElementField(), type.getName())
                                + " Set or array of rows",
                        "Remove asElementField, or return the rows as a List.");
            }
        } else if (annotation.grouped()) {
            throw method.invalid(
                    "has grouped = true without asElementField",
                    "Name the property of a row that tells to which element it belongs in asElementField.");
        } else if (type == Set.class) {
            throw method.invalid(
                    "returns a Set, whose rows have no position",
                    "Name the property of a row that tells to which element it belongs in asElementField, or return a"
                            + " List or Map.");
        } else if (tellsOutcomes(method)) {
            checkOutcomes(method, elementClass);
        } else if (isMap(method)) {
            checkMap(method, type, elementClass);
        } else if (!list) {
            throw method.invalid("returns " + type.getName() + ", which cannot be taken apart by element", REMEDY);
        }
    }

    private static void rejectArrayElements(BatchMethod method, Class<?> elementClass) {
        boolean byField = !method.annotation().asElementField().isEmpty();
        if (elementClass.isArray() && (byField || isKeyed(method))) {
            throw method.invalid(
                    "%s, but its elements are arrays (%s), which equal only themselves: no %s would be found"
                            .formatted(
                                    byField
                                            ? "has asElementField"
                                            : "returns a " + (isMap(method) ? "Map" : "BatchResult"),
                                    elementClass.getSimpleName(),
                                    byField ? "row" : "entry"),
                    "Return a List or array with one value per element, matched by position, or wrap the elements in a"
                            + " type with equals and hashCode, such as UUID, ByteBuffer or a record of your own.");
        }
    }

    /** Refuses what comes later in a way that is not supported (A1). */
    static void checkLater(BatchMethod method) {
        LaterType later = method.later();
        if (later == null) {
            return;
        }
        if (!method.isSprings()) {
            throw method.invalid(
                    "%s, but asynchronous types are not supported by JSR-107".formatted(describe(later)),
                    "Use Spring's annotations, or return when the work is done.");
        }
        if (later.kind() == Kind.UNSUPPORTED) {
            throw method.invalid(
                    "%s, whose value only a thread that waits can have".formatted(describe(later)),
                    "Return a CompletableFuture, CompletionStage, Mono or another type of one value that Spring can adapt.");
        }
        if (later.kind() == Kind.SUSPENDED && !OptionalLibrary.COROUTINES_REACTOR.isPresent()) {
            throw method.invalid(
                    "is a Kotlin suspend function, but kotlinx-coroutines-reactor is not on the class path",
                    "Add org.jetbrains.kotlinx:kotlinx-coroutines-reactor.");
        }
        if (later.isNested()) {
            throw method.invalid(
                    "%s of values that come later themselves".formatted(describe(later)),
                    "Let its value be there when it ends.");
        }
    }

    /** Refuses several values that nobody can tell apart: they come in any order. */
    private static void checkSeveral(BatchMethod method) {
        LaterType later = method.later();
        if (later != null
                && later.kind() == Kind.MULTI
                && method.annotation().asElementField().isEmpty()) {
            throw method.invalid(
                    "%s without asElementField, so nobody can tell which value belongs to which element"
                            .formatted(describe(later)),
                    ("Name the property of a value that tells to which element it belongs in asElementField, or return all in"
                            + " one: Mono<List<V>> by position, or Mono<Map<E, V>>."));
        }
    }

    private static String describe(LaterType later) {
        return (later.kind() == Kind.SUSPENDED)
                ? "is a Kotlin suspend function"
                : "returns %s".formatted(later.type().getName());
    }

    private static void checkMap(BatchMethod method, Class<?> type, Class<?> elementClass) {
        if (!HASHED_MAPS.contains(type) && !SORTED_MAPS.contains(type) && type != ConcurrentMap.class) {
            throw method.invalid(
                    "returns %s, of which no new instance can be made".formatted(type.getName()),
                    "Return Map, HashMap, LinkedHashMap, SortedMap, NavigableMap, TreeMap or ConcurrentMap.");
        }
        if (type == ConcurrentMap.class && method.annotation().strictNull()) {
            throw method.invalid(
                    "has strictNull = true but returns a ConcurrentMap, which cannot hold null",
                    "Return a Map, or remove strictNull.");
        }
        // The map is filled in natural order (S5). Of an abstract type nobody knows what its elements are.
        if (SORTED_MAPS.contains(type)
                && !Comparable.class.isAssignableFrom(elementClass)
                && !Modifier.isAbstract(elementClass.getModifiers())
                && elementClass != Object.class) {
            throw method.invalid(
                    "returns a %s, which is in the natural order of its elements, but %s is not Comparable"
                            .formatted(type.getSimpleName(), elementClass.getName()),
                    "Return a Map, which is in the order of the argument, or let %s implement Comparable."
                            .formatted(elementClass.getSimpleName()));
        }
        checkKeys(method, "Map", method.resultType().as(Map.class).getGeneric(0), elementClass);
    }

    /** Refuses a BatchResult of what looks nothing up, where failures are the method's own affair (P5). */
    private static void checkOutcomes(BatchMethod method, Class<?> elementClass) {
        if (!method.isSprings() || !method.reads()) {
            throw method.invalid(
                    "returns a BatchResult, which only a method with Spring's @Cacheable can",
                    "Return a Map keyed by the element, and throw a PartialLoadException if some could not be done.");
        }
        checkKeys(method, "BatchResult", method.resultType().getGeneric(0), elementClass);
    }

    private static void checkKeys(BatchMethod method, String what, ResolvableType key, Class<?> elementClass) {
        Class<?> keyClass = key.toClass();
        if (!keyClass.isAssignableFrom(elementClass) && !elementClass.isAssignableFrom(keyClass)) {
            throw method.invalid(
                    "returns a %s keyed by %s, but its elements are %s"
                            .formatted(what, keyClass.getName(), elementClass.getName()),
                    "Key the %s by the element's type.".formatted(what.equals("Map") ? "map" : "result"));
        }
    }
}
