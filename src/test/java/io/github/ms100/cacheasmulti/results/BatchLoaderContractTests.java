package io.github.ms100.cacheasmulti.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.fixture.Family;
import io.github.ms100.cacheasmulti.fixture.TestApplication;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

@DisplayName("S7-S13 what the loader may return, and what is made of it")
class BatchLoaderContractTests {

    final TestApplication<Things> application =
            TestApplication.counting(family(), TestStore.CONCURRENT_MAP, Things.class);

    final Things things = application.bean();

    final Things target = application.target();

    Family family() {
        return Family.SPRING;
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("emptyLists")
    @DisplayName("S7 null and empty arguments go straight through, and so does the result")
    void nothingToDo(List<Integer> ids) {
        List<String> own = List.of("the method's", "own");
        target.loader = () -> own;

        assertThat(things.list(ids)).isSameAs(own);

        assertThat(target.asked).isSameAs(ids);
        assertThat(application.calls("a")).isEmpty();
    }

    static Stream<List<Integer>> emptyLists() {
        return Stream.of(new ArrayList<>(), List.of());
    }

    @Test
    @DisplayName("S8 a null element has the key of the single method, whatever map the method returns")
    void nullElement() {
        List<Integer> ids = Arrays.asList(1, null);
        for (Map<Integer, String> map : List.of(Map.of(1, "one"), new TreeMap<>(Map.of(1, "one")))) {
            application.cache("a").clear();
            target.loader = () -> map;

            assertThat(things.map(ids)).isEqualTo(Map.of(1, "one"));
            assertThat(things.map(ids)).isEqualTo(Map.of(1, "one"));
            target.loader = () -> "not called";
            assertThat(things.one(null)).isNull();
        }
        target.loader = () -> new ConcurrentHashMap<>(Map.of(1, "one"));
        assertThat(things.concurrentMap(ids)).isEqualTo(Map.of(1, "one"));
    }

    @Test
    @DisplayName("S8 a null element may have a value")
    void nullElementWithValue() {
        Map<Integer, String> map = new HashMap<>();
        map.put(null, "nobody");
        target.loader = () -> map;

        assertThat(things.map(Collections.singletonList(null))).isEqualTo(map).isNotSameAs(map);

        assertThat(things.one(null)).isEqualTo("nobody");
    }

    @Test
    @DisplayName("S9 another size is an error that names method and sizes; nothing is cached")
    void sizeMismatch() {
        application.cache("a").put(9, "cached");
        for (List<String> wrong : List.of(List.of("one"), List.of("one", "two", "three"))) {
            target.loader = () -> wrong;

            assertThatIllegalStateException()
                    .isThrownBy(() -> things.list(List.of(1, 9, 2)))
                    .withMessageContainingAll("Things", "list", "2", String.valueOf(wrong.size()));
        }
        assertThat(contents()).isEqualTo(Map.of(9, "cached"));
    }

    @Test
    @DisplayName("S9, S11 null or nothing means that all are missing, which is cached")
    void nothingReturned() {
        target.loader = () -> null;
        assertThat(things.list(List.of(1, 2))).containsExactly(null, null);
        assertThat(things.map(List.of(3))).isEmpty();
        assertThat(things.rows(List.of(4))).isEmpty();
        assertThat(things.array(List.of(5, 5))).containsExactly(null, null);
        target.loader = List::of;
        assertThat(things.list(List.of(6))).containsExactly((String) null);
        target.loader = () -> "not called";

        assertThat(Stream.of(1, 2, 3, 4, 5, 6).map(things::one)).containsOnlyNulls();
    }

    @Test
    @DisplayName("S4 a primitive array has no place for a missing value: a clear error")
    void primitiveArrayWithNull() {
        application.cache("a").put(1, null);
        target.loader = () -> new int[] {20};

        assertThatIllegalStateException()
                .isThrownBy(() -> things.primitives(List.of(2, 1)))
                .withMessageContainingAll("Things", "primitives", "int[]", "1");
        assertThat(things.primitives(List.of(2))).containsExactly(20);
    }

    @Test
    @DisplayName("S10 fields of other types are converted; maps, private fields and dotted paths are followed")
    void elementFields() {
        target.loader = () -> List.of(Map.of("owner", new Things.Owner(2L)), Map.of("owner", new Things.Owner(1L)));
        assertThat(things.owned(List.of(1, 2)))
                .containsExactly(Map.of("owner", new Things.Owner(1L)), Map.of("owner", new Things.Owner(2L)));
        target.loader = () -> List.of(new Things.Hidden("4"), new Things.Hidden("3"));
        assertThat(things.hidden(List.of(3, 4)))
                .extracting(Things.Hidden::toString)
                .containsExactly("hidden 3", "hidden 4");
    }

    @Test
    @DisplayName("S10 two rows for one element are an error, and nothing is cached")
    void twoRows() {
        target.loader = () -> List.of(Map.of("id", 1), Map.of("id", 2), Map.of("id", 1));

        assertThatIllegalStateException()
                .isThrownBy(() -> things.rows(List.of(1, 2)))
                .withMessageContainingAll("Things", "rows", "id", "grouped");
        assertThat(contents()).isEmpty();
    }

    @Test
    @DisplayName("S10 two rows that belong to nobody are dropped like one")
    void twoRowsNobodyAskedFor() {
        target.loader =
                () -> Arrays.asList(Map.of("id", 7), Map.of("id", 7), null, Map.of(), Map.of(), Map.of("id", 1));

        assertThat(things.rows(List.of(1))).isEqualTo(List.of(Map.of("id", 1)));

        assertThat(contents()).isEqualTo(Map.of(1, Map.of("id", 1)));
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    @DisplayName("S11 a cache that refuses nulls is not given any")
    void refusingCache(TestStore store) {
        try (TestApplication<Things> refusing = TestApplication.of(family(), store, Things.class)) {
            refusing.target().loader = () -> new ArrayList<>(Arrays.asList("one", null));

            assertThat(refusing.bean().refusing(List.of(1, 2))).containsExactly("one", null);

            assertThat(refusing.cache(TestStore.REFUSING).get(1).get()).isEqualTo("one");
            assertThat(refusing.cache(TestStore.REFUSING).get(2)).isNull();
        }
    }

    @Test
    @DisplayName("S4, S11 an Optional is stored unwrapped, a missing one is empty")
    void optionals() {
        target.loader = () -> List.of(Optional.of("one"), Optional.empty());
        things.optionals(List.of(1, 2));
        target.loader = () -> null;

        assertThat(things.optionals(List.of(1, 2, 3)))
                .containsExactly(Optional.of("one"), Optional.empty(), Optional.empty());

        assertThat(application.cache("a").get(1).get()).isEqualTo("one");
        assertThat(application.cache("a").get(2).get()).isNull();
        assertThat(application.cache("a").get(3).get()).isNull();
    }

    @Test
    @DisplayName("S12 extra keys are neither returned nor cached, hit or not")
    void extraKeys() {
        application.cache("a").put(1, "one");
        target.loader = () -> Map.of(1, "not asked for", 2, "two", 3, "nor this");

        assertThat(things.map(List.of(1, 2))).containsExactly(Map.entry(1, "one"), Map.entry(2, "two"));

        assertThat(contents()).isEqualTo(Map.of(1, "one", 2, "two"));
    }

    @Test
    @DisplayName("S13 what the loader throws reaches the caller as it is; nothing is cached, hits stay")
    void loaderThrows() {
        application.cache("a").put(1, "one");
        for (Throwable thrown : List.of(new IOException("checked"), new AssertionError(), new RuntimeException())) {
            target.loader = () -> {
                throw thrown;
            };

            assertThatThrownBy(() -> things.failing(List.of(1, 2))).isSameAs(thrown);
        }
        assertThat(contents()).isEqualTo(Map.of(1, "one"));
    }

    private Map<?, ?> contents() {
        return TestStore.CONCURRENT_MAP.dump(application.cache("a"));
    }
}
