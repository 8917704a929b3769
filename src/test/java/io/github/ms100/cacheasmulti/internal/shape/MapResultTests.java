package io.github.ms100.cacheasmulti.internal.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import io.github.ms100.cacheasmulti.fixture.SmallLists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.convert.support.DefaultConversionService;

/** What is read from a returned map, and made of it for the caller, is what a loop over the elements would find there. */
@DisplayName("S5, S8, S11, S12 a result that is a map")
@ExtendWith(OutputCaptureExtension.class)
class MapResultTests {

    private static final Object ABSENT = "absent";

    private static final String NOTHING = "no entry";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isReadAndMadeAsByALoop(boolean strict) {
        ResultShape shape = shape(strict ? "strict" : "map");

        SmallLists.distinct(3, Arrays.asList(1, 2, null))
                .forEach(asked -> returned(Arrays.asList(1, 2, 3, null)).forEach(returned -> {
                    Unmatched unmatched = new Unmatched(asked.toArray());
                    Object[] values = shape.read(returned, asked.toArray(), unmatched);
                    shape.settle(values, unmatched);

                    boolean incomplete = !asked.containsAll(returned.keySet());
                    assertThat(unmatched.any()).isEqualTo(incomplete);
                    assertThat(values)
                            .containsExactly(asked.stream()
                                    .map(element -> value(returned, element, strict, incomplete))
                                    .toArray());
                    assertMade(shape, asked, values, expected(returned, asked, strict));
                }));
    }

    @Test
    @DisplayName("S11 equal elements do not hide a key that belongs to none")
    void equalElementsHideNoStranger() {
        Unmatched unmatched = new Unmatched(new Object[] {1, 1, 2});
        unmatched.expectEqualElements();

        shape("map").read(Map.of(1, "a", 3, "c"), new Object[] {1, 1, 2}, unmatched);

        assertThat(unmatched.any()).isTrue();
    }

    private static Object value(Map<?, ?> returned, Integer element, boolean strict, boolean incomplete) {
        Object value = returned.get(element);
        boolean isMissing = strict ? !returned.containsKey(element) : value == null;
        return (isMissing && (strict || incomplete)) ? ABSENT : value;
    }

    private static Map<Object, Object> expected(Map<?, ?> returned, List<?> asked, boolean strict) {
        Map<Object, Object> expected = new LinkedHashMap<>();
        for (Object element : asked) {
            Object value = returned.get(element);
            if (value != null || (strict && returned.containsKey(element))) {
                expected.put(element, value);
            }
        }
        return expected;
    }

    private static void assertMade(ResultShape shape, List<?> asked, Object[] values, Map<?, ?> expected) {
        Object assembled = shape.assemble(asked.toArray(), null, values);
        Object completed = shape.complete(shape.collect(asked.toArray()), values);

        assertThat(List.of(assembled, completed)).allSatisfy(made -> {
            assertThat(made).isExactlyInstanceOf(LinkedHashMap.class).isEqualTo(expected);
            assertThat(new ArrayList<>(((Map<?, ?>) made).keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
        });
    }

    /** Returns all maps of which some keys have a value, some null, and some no entry. */
    private static List<Map<Object, Object>> returned(List<Integer> keys) {
        List<Map<Object, Object>> all = new ArrayList<>();
        for (List<String> values : SmallLists.of(keys.size(), Arrays.asList("value", null, NOTHING))) {
            Map<Object, Object> map = new HashMap<>();
            for (int i = 0; i < values.size(); i++) {
                if (!NOTHING.equals(values.get(i))) {
                    map.put(keys.get(i), values.get(i) == null ? null : "value of " + keys.get(i));
                }
            }
            all.add(map);
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "map, java.util.LinkedHashMap, '[2, 3, 1]'",
        "hashMap, java.util.LinkedHashMap, '[2, 3, 1]'",
        "linkedHashMap, java.util.LinkedHashMap, '[2, 3, 1]'",
        "sortedMap, java.util.TreeMap, '[1, 2, 3]'",
        "navigableMap, java.util.TreeMap, '[1, 2, 3]'",
        "treeMap, java.util.TreeMap, '[1, 2, 3]'",
        "concurrentMap, java.util.concurrent.ConcurrentHashMap, '[1, 2, 3]'"
    })
    void isOfTheDeclaredType(String name, Class<?> type, String keys) {
        Object[] asked = {2, 3, 1};

        Object made = shape(name).assemble(asked, null, new Object[] {"b", "c", "a"});

        assertThat(made).isExactlyInstanceOf(type).isEqualTo(Map.of(1, "a", 2, "b", 3, "c"));
        assertThat(((Map<?, ?>) made).keySet()).hasToString(keys);
        assertThat(shape(name).assemble(asked, null, new Object[] {null, null, ABSENT}))
                .isEqualTo(Map.of());
    }

    @Test
    @DisplayName("is made in one pass with the search for duplicates where it keeps the order of the argument")
    void collectsElementsOnceEach() {
        assertThat(shape("map").collect(new Object[] {2, null, 1, 2}).keySet()).containsExactly(2, null, 1);
        assertThat(shape("treeMap").collect(new Object[] {2, 1})).isNull();
        assertThat(shape("concurrentMap").collect(new Object[] {2, 1})).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sortedMap", "concurrentMap"})
    void withoutPlaceForNullSaysSo(String name) {
        Object[] asked = {1, null};

        assertThat(shape(name).assemble(asked, null, new Object[] {"a", null})).isEqualTo(Map.of(1, "a"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> shape(name).assemble(asked, null, new Object[] {"a", "n"}))
                .withMessageContainingAll(name, "Map, which has no place for the null element it was asked for");
    }

    @Test
    @DisplayName("is null: everything is missing")
    void nullHoldsNothing() {
        Unmatched unmatched = new Unmatched(new Object[] {1});

        assertThat(shape("map").read(null, new Object[] {1}, unmatched)).containsExactly((Object) null);
        assertThat(shape("strict").read(null, new Object[] {1}, unmatched)).containsExactly(ABSENT);
        assertThat(unmatched.any()).isFalse();
    }

    @Test
    @DisplayName("may refuse to be asked about null, or about what it cannot compare")
    void mayRefuseToBeAsked() {
        Map<Object, Object> texts = new TreeMap<>(Map.of("1", "one"));
        Unmatched unmatched = new Unmatched(new Object[] {1, null});

        assertThat(shape("strict").read(Map.of(1, "a"), new Object[] {1, null}, unmatched))
                .containsExactly("a", ABSENT);
        assertThat(shape("map").read(new ConcurrentHashMap<>(Map.of(1, "a")), new Object[] {null, 1}, unmatched))
                .containsExactly(null, "a");
        assertThat(unmatched.any()).isFalse();
        assertThat(shape("map").read(texts, new Object[] {1, null}, unmatched)).containsExactly(null, null);
        assertThat(unmatched.any()).isTrue();
        assertThat(shape("strict").read(texts, new Object[] {1}, unmatched)).containsExactly(ABSENT);
    }

    @Test
    @DisplayName("with a key that is nobody's: that is told, with an element that may be meant, once")
    void tellsOfKeys(CapturedOutput output) {
        ResultShape shape = shape("map");
        for (int call = 0; call < 2; call++) {
            Unmatched unmatched = new Unmatched(new Object[] {1, 2});
            shape.settle(shape.read(Map.of(1, "a", 3, "c"), new Object[] {1, 2}, unmatched), unmatched);
        }

        assertThat(output)
                .containsOnlyOnce(
                        "map(List) returned the key '3' (java.lang.Integer), which equals no element of its"
                                + " argument, but nothing for the element '2' (java.lang.Integer); such keys are neither cached");
    }

    @Test
    @DisplayName("that is sorted in an order of its own knows its keys by that order")
    void sortedMapKnowsItsKeysByItsOrder() {
        Map<Object, Object> anyCase = anyCase(Map.of("A", 1));
        Unmatched unmatched = new Unmatched(new Object[] {"a", "b"});

        assertThat(shape("texts").read(anyCase, new Object[] {"a", "b"}, unmatched))
                .containsExactly(1, null);
        assertThat(unmatched.any()).isFalse();
        // Two elements find one entry, so that as many are found as there are, and yet one key is nobody's.
        Unmatched twice = new Unmatched(new Object[] {"a", "A"});
        assertThat(shape("texts").read(anyCase(Map.of("A", 1, "c", 3)), new Object[] {"a", "A"}, twice))
                .containsExactly(1, 1);
        assertThat(twice.any()).isTrue();
    }

    private static Map<Object, Object> anyCase(Map<String, Integer> map) {
        Map<String, Integer> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(map);
        @SuppressWarnings({"unchecked", "rawtypes"})
        Map<Object, Object> untyped = (Map) sorted;
        return untyped;
    }

    @Test
    @DisplayName("S4 of optionals is stored unwrapped and handed back wrapped")
    void optionalsAreUnwrapped() {
        ResultShape shape = shape("optionals");
        Map<Integer, Object> returned = new HashMap<>();
        returned.put(1, Optional.of("a"));
        returned.put(2, Optional.empty());
        returned.put(null, Optional.of("n"));
        Object[] asked = {1, 2, null};

        Object[] values = shape.read(returned, asked, new Unmatched(asked));

        assertThat(values).containsExactly("a", null, "n");
        Map<Object, Object> expected = new LinkedHashMap<>();
        expected.put(1, Optional.of("a"));
        expected.put(null, Optional.of("n"));
        assertMade(shape, Arrays.asList(asked), values, expected);
        assertMade(
                shape,
                List.of(1),
                new Object[] {Optional.of("stored by another")},
                Map.of(1, Optional.of("stored by another")));
        assertMade(shape("strictOptionals"), List.of(1), new Object[] {null}, Map.of(1, Optional.empty()));
    }

    @Test
    void hasOnePlaceForEqualElements() {
        assertThat(shape("map").holdsEqualElements()).isFalse();
        assertThat(shape("map").isPositional()).isFalse();
    }

    private static ResultShape shape(String name) {
        Class<?> elementClass = name.equals("texts") ? String.class : Integer.class;
        return ResultShape.of(
                DeclaredMethods.reading(Maps.class, name),
                elementClass,
                DefaultConversionService.getSharedInstance(),
                ABSENT);
    }

    interface Maps {

        Map<Integer, String> map(@CacheAsMulti List<Integer> ids);

        Map<Integer, String> strict(@CacheAsMulti(strictNull = true) List<Integer> ids);

        HashMap<Integer, String> hashMap(@CacheAsMulti List<Integer> ids);

        LinkedHashMap<Integer, String> linkedHashMap(@CacheAsMulti List<Integer> ids);

        SortedMap<Integer, String> sortedMap(@CacheAsMulti List<Integer> ids);

        NavigableMap<Integer, String> navigableMap(@CacheAsMulti List<Integer> ids);

        TreeMap<Integer, String> treeMap(@CacheAsMulti List<Integer> ids);

        ConcurrentMap<Integer, String> concurrentMap(@CacheAsMulti List<Integer> ids);

        Map<Integer, Optional<String>> optionals(@CacheAsMulti List<Integer> ids);

        Map<Integer, Optional<String>> strictOptionals(@CacheAsMulti(strictNull = true) List<Integer> ids);

        Map<String, Integer> texts(@CacheAsMulti List<String> ids);
    }
}
