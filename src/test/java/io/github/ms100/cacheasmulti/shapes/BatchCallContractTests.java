package io.github.ms100.cacheasmulti.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.Family;
import io.github.ms100.cacheasmulti.fixture.TestApplication;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The call contract: every return shape (S4), of Spring's and of JSR-107's annotations (J4), on every store, whatever
 * part of the elements is cached already.
 */
class BatchCallContractTests {

    /** Twice the first, nothing is known of 4, none in natural order. */
    private static final List<Integer> IDS = List.of(5, 3, 4, 5, 1);

    private static final Map<Place, TestApplication<Catalogue>> PLAIN = new HashMap<>();

    private static final Map<Place, TestApplication<Catalogue>> COUNTING = new HashMap<>();

    @AfterAll
    static void closeApplications() {
        PLAIN.values().forEach(TestApplication::close);
        COUNTING.values().forEach(TestApplication::close);
        PLAIN.clear();
        COUNTING.clear();
    }

    static Stream<Arguments> cells() {
        return Stream.of(Family.values())
                .flatMap(family -> Stream.of(TestStore.values()).map(store -> new Place(family, store)))
                .flatMap(place -> Stream.of(ReturnShape.values())
                        .filter(shape -> shape.worksOn(place.family(), place.store()))
                        .flatMap(shape -> Stream.of(List.of(), List.of(4, 3), List.of(1, 3, 4, 5))
                                .map(cached -> Arguments.of(place, shape, cached))));
    }

    @ParameterizedTest(name = "S3, S5, S6, S11, S12: {1}, {0}, with {2} cached")
    @MethodSource("cells")
    void resultIsTheSameOnEveryPath(Place place, ReturnShape shape, List<Integer> cached) {
        TestApplication<Catalogue> application = application(PLAIN, place);
        List<Integer> ids = ids(shape);
        prepare(application, shape, cached);

        Object result = shape.call(application.bean(), ids);

        Catalogue catalogue = application.target();
        assertThat(result).isExactlyInstanceOf(shape.implementation()).isEqualTo(shape.expected(place.family(), ids));
        assertThat(orderOf(result)).isEqualTo(orderOf(shape.expected(place.family(), ids)));
        assertThat(result).isNotSameAs(catalogue.returned);
        assertThat(catalogue.asked).isEqualTo(missing(ids, cached));
        assertMutable(result);
        assertThat(orderOf(shape.call(application.bean(), ids)))
                .as("what the caller does to the result")
                .isEqualTo(orderOf(shape.expected(place.family(), ids)));
    }

    @ParameterizedTest(name = "S1, S11: {1}, {0}, with {2} cached")
    @MethodSource("cells")
    void entriesAreThoseOfTheSingleMethod(Place place, ReturnShape shape, List<Integer> cached) {
        TestApplication<Catalogue> application = application(PLAIN, place);
        prepare(application, shape, cached);

        shape.call(application.bean(), ids(shape));

        for (Integer id : ids(shape)) {
            assertThat(shape.callSingle(application.bean(), id))
                    .as("single call of %d", id)
                    .isEqualTo(shape.expectedSingle(id));
        }
        assertThat(application.target().singleLoads).isZero();
    }

    @ParameterizedTest(name = "S1: {1}, {0}, with {2} cached")
    @MethodSource("cells")
    void theCacheIsAskedOnceForEveryElement(Place place, ReturnShape shape, List<Integer> cached) {
        TestApplication<Catalogue> application = application(COUNTING, place);
        List<Integer> ids = ids(shape);
        prepare(application, shape, cached);
        application.calls("a");

        shape.call(application.bean(), ids);

        List<Integer> missing = missing(ids, cached);
        List<String> calls = new ArrayList<>(List.of("multiGet" + new LinkedHashSet<>(ids)));
        if (missing != null) {
            calls.add("multiPut" + missing);
        }
        assertThat(application.calls("a")).isEqualTo(calls);
    }

    private static TestApplication<Catalogue> application(
            Map<Place, TestApplication<Catalogue>> applications, Place place) {
        return applications.computeIfAbsent(
                place,
                any -> (applications == PLAIN)
                        ? TestApplication.of(place.family(), place.store(), Catalogue.class)
                        : TestApplication.counting(place.family(), place.store(), Catalogue.class));
    }

    private static List<Integer> ids(ReturnShape shape) {
        return IDS.stream().filter(id -> id != 4 || shape.takesNull()).toList();
    }

    private static void prepare(TestApplication<Catalogue> application, ReturnShape shape, List<Integer> cached) {
        application.cache("a").clear();
        cached.forEach(id -> shape.callSingle(application.bean(), id));
        application.target().asked = null;
        application.target().returned = null;
        application.target().singleLoads = 0;
    }

    /** Returns what must be loaded, {@code null} if that is nothing. */
    private static List<Integer> missing(List<Integer> ids, List<Integer> cached) {
        Set<Integer> missing = new LinkedHashSet<>(ids);
        missing.removeAll(cached);
        return missing.isEmpty() ? null : List.copyOf(missing);
    }

    private static List<?> orderOf(Object container) {
        if (container instanceof Map<?, ?> map) {
            return new ArrayList<>(map.entrySet());
        }
        return container instanceof Collection<?> collection ? new ArrayList<>(collection) : itemsOf(container);
    }

    private static List<Object> itemsOf(Object array) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < java.lang.reflect.Array.getLength(array); i++) {
            items.add(java.lang.reflect.Array.get(array, i));
        }
        return items;
    }

    @SuppressWarnings("unchecked")
    private static void assertMutable(Object result) {
        if (result instanceof Map<?, ?> map) {
            ((Map<Object, Object>) map).put(77, "added");
            map.remove(5);
        } else if (result instanceof Collection<?> collection) {
            ((Collection<Object>) collection).add("added");
            collection.clear();
        }
    }

    private record Place(Family family, TestStore store) {

        @Override
        public String toString() {
            return family + " on " + store;
        }
    }
}
