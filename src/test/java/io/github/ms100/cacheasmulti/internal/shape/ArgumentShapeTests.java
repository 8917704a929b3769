package io.github.ms100.cacheasmulti.internal.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import io.github.ms100.cacheasmulti.fixture.SmallLists;
import io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException;
import io.github.ms100.cacheasmulti.internal.shape.ArgumentShape.BatchArgument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller passes comes apart, and the method is handed some of it in a container of the declared type. */
@DisplayName("S3 the argument")
class ArgumentShapeTests {

    private static final List<List<Integer>> SMALL = SmallLists.of(3, List.of(2, 1));

    @ParameterizedTest
    @CsvSource({
        "iterable, java.util.ArrayList",
        "collection, java.util.ArrayList",
        "list, java.util.ArrayList",
        "linkedList, java.util.LinkedList",
        "set, java.util.LinkedHashSet",
        "hashSet, java.util.HashSet",
        "sortedSet, java.util.TreeSet",
        "array, [Ljava.lang.Integer;",
        "varargs, [Ljava.lang.Integer;",
        "primitives, [I"
    })
    void isTakenApartAndMadeAgainOfTheDeclaredType(String name, Class<?> type) {
        ArgumentShape shape = reading(name);

        for (List<Integer> elements : SMALL) {
            Object rebuilt = shape.rebuild(elements, elements.toArray());
            Object[] apart = shape.takeApart(rebuilt).elements();

            assertThat(rebuilt).isExactlyInstanceOf(type).isNotSameAs(elements);
            assertThat(apart).containsExactly(shape.elements(rebuilt));
            assertThat(apart).containsExactlyInAnyOrderElementsOf(kept(shape, elements));
            if (shape.keepsOrder()) {
                assertThat(List.of(apart)).isEqualTo(kept(shape, elements));
            }
        }
    }

    private static List<Object> kept(ArgumentShape shape, List<Integer> elements) {
        boolean all = shape.holdsEqualElements() && shape.declaredElementClass() != Comparable.class;
        return List.copyOf(all ? elements : new LinkedHashSet<>(elements));
    }

    @ParameterizedTest
    @CsvSource({
        "iterable, true, true",
        "collection, true, true",
        "list, true, true",
        "arrayList, true, true",
        "linkedList, true, true",
        "set, false, true",
        "linkedHashSet, false, true",
        "hashSet, false, false",
        "sortedSet, true, false",
        "array, true, true",
        "primitives, true, true",
        "own, true, false"
    })
    void saysWhetherItHoldsEqualElementsAndKeepsTheirOrder(String name, boolean holdsEqual, boolean keepsOrder) {
        ArgumentShape shape = reading(name);

        assertThat(shape.holdsEqualElements()).isEqualTo(holdsEqual);
        assertThat(shape.keepsOrder()).isEqualTo(keepsOrder);
    }

    @Test
    void keepsTheCallersComparator() {
        SortedSet<Integer> descending = new TreeSet<>(Comparator.reverseOrder());

        Object rebuilt = reading("sortedSet").rebuild(descending, new Object[] {1, 3, 2});

        assertThat((Iterable<?>) rebuilt).hasToString("[3, 2, 1]");
    }

    @ParameterizedTest
    @CsvSource({
        "list, java.lang.Integer, java.lang.Integer",
        "array, java.lang.Integer, java.lang.Integer",
        "primitives, int, java.lang.Integer",
        "sortedSet, java.lang.Comparable, java.lang.Comparable",
        "raw, java.lang.Object, java.lang.Object",
        "wildcard, java.lang.Number, java.lang.Number",
        "own, java.lang.String, java.lang.String"
    })
    void knowsTheTypeOfItsElements(String name, String declared, String boxed) {
        ArgumentShape shape = reading(name);

        assertThat(shape.declaredElementClass().getName()).isEqualTo(declared);
        assertThat(shape.elementClass().getName()).isEqualTo(boxed);
        assertThat(shape.valueClass()).isNull();
    }

    @Test
    void mayBeUsedUpOnlyIfDeclaredAsIterableAndNoCollection() {
        List<Integer> list = List.of(1);
        Iterable<Integer> once = list::iterator;

        assertThat(reading("iterable").mayBeUsedUp(once)).isTrue();
        assertThat(reading("iterable").mayBeUsedUp(list)).isFalse();
        assertThat(reading("list").mayBeUsedUp(list)).isFalse();
        assertThat(reading("own").mayBeUsedUp(new Own())).isFalse();
    }

    @Test
    @DisplayName("is a copy: the caller's own may change, and its list may be changed")
    void isACopy() {
        List<Integer> passed = new ArrayList<>(Arrays.asList(1, null, 1));

        BatchArgument apart = reading("list").takeApart(passed);
        passed.clear();

        assertThat(apart.elements()).containsExactly(1, null, 1);
        assertThat(apart.values()).isEmpty();
        assertThat(apart.elements()).isNotEmpty();
        List<Object> list = apart.toList();
        assertThat(list).isExactlyInstanceOf(ArrayList.class).containsExactly(1, null, 1);
        list.clear();
        assertThat(apart.toList()).hasSize(3);
    }

    @Test
    @DisplayName("S7 of nothing is empty")
    void ofNothingIsEmpty() {
        assertThat(BatchArgument.NONE.elements()).isEmpty();
        assertThat(reading("list").takeApart(List.of()).elements()).isEmpty();
    }

    @Test
    @DisplayName("J1 that is a map holds elements and values in one order")
    void mapHoldsElementsAndValues() {
        ArgumentShape shape = ArgumentShape.of(DeclaredMethods.storingArgument(Arguments.class, "map"));
        Map<Integer, String> map = new LinkedHashMap<>();
        map.put(2, "b");
        map.put(null, "n");
        map.put(1, null);

        BatchArgument apart = shape.takeApart(map);

        assertThat(apart.elements()).containsExactly(2, null, 1);
        assertThat(apart.values()).containsExactly("b", "n", null);
        assertThat(shape.elementClass()).isEqualTo(Integer.class);
        assertThat(shape.valueClass()).isEqualTo(String.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "string   | is a java.lang.String, which is no collection or array | Declare it as Collection, List, Set",
                "map      | is a java.util.Map, which is no collection or array | or as an array.",
                "queue    | is a java.util.Queue, of which no new instance can be made | Declare it as Collection"
            })
    @DisplayName("S25 of another type is refused, with what is allowed")
    void anotherTypeIsRefused(String name, String found, String remedy) {
        assertThatExceptionOfType(InvalidBatchMethodException.class)
                .isThrownBy(() -> reading(name))
                .withMessageContainingAll(name, "'ids' (index 0)", found, remedy);
    }

    @Test
    @DisplayName("S25 of values to store that is no map is refused")
    void whatIsStoredMustBeAMap() {
        assertThatExceptionOfType(InvalidBatchMethodException.class)
                .isThrownBy(() -> ArgumentShape.of(DeclaredMethods.storingArgument(Arguments.class, "list")))
                .withMessageContainingAll(
                        "holds the values to cache but is a java.util.List, which is no Map",
                        "Declare it as a Map from element to value.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue", "list"})
    void isTheCallersOwnWhereNothingIsLookedUp(String name) {
        ArgumentShape shape = ArgumentShape.of(DeclaredMethods.evicting(Arguments.class, name, false));

        assertThat(shape.takeApart(new LinkedList<>(List.of(1, 2))).elements()).containsExactly(1, 2);
    }

    private static ArgumentShape reading(String name) {
        return ArgumentShape.of(DeclaredMethods.reading(Arguments.class, name));
    }

    /** One list of its own. */
    public static class Own extends ArrayList<String> {}

    @SuppressWarnings("rawtypes")
    interface Arguments {

        Object iterable(@CacheAsMulti Iterable<Integer> ids);

        Object collection(@CacheAsMulti Collection<Integer> ids);

        Object list(@CacheAsMulti List<Integer> ids);

        Object arrayList(@CacheAsMulti ArrayList<Integer> ids);

        Object linkedList(@CacheAsMulti LinkedList<Integer> ids);

        Object set(@CacheAsMulti Set<Integer> ids);

        Object linkedHashSet(@CacheAsMulti LinkedHashSet<Integer> ids);

        Object hashSet(@CacheAsMulti HashSet<Integer> ids);

        Object sortedSet(@CacheAsMulti SortedSet<Comparable> ids);

        Object array(@CacheAsMulti Integer[] ids);

        Object varargs(@CacheAsMulti Integer... ids);

        Object primitives(@CacheAsMulti int[] ids);

        Object own(@CacheAsMulti Own ids);

        Object raw(@CacheAsMulti List ids);

        Object wildcard(@CacheAsMulti List<? extends Number> ids);

        Object string(@CacheAsMulti String ids);

        Object queue(@CacheAsMulti Queue<Integer> ids);

        Object map(@CacheAsMulti Map<Integer, String> ids);
    }
}
