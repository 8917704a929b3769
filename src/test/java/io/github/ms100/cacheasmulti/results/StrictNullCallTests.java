package io.github.ms100.cacheasmulti.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.Family;
import io.github.ms100.cacheasmulti.fixture.TestApplication;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

@DisplayName("S11 with strictNull only an explicit null is cached")
class StrictNullCallTests {

    /** 1 has a value, 2 an explicit null, and 3 nothing at all. */
    private static final List<Integer> IDS = List.of(2, 1, 3);

    static Stream<Arguments> familiesAndStores() {
        return Stream.of(Family.values())
                .flatMap(family -> Stream.of(TestStore.values()).map(store -> Arguments.of(family, store)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("familiesAndStores")
    void mapKeepsExplicitNulls(Family family, TestStore store) {
        try (TestApplication<Strict> application = TestApplication.of(family, store, Strict.class)) {
            Map<Integer, String> expected = new HashMap<>();
            expected.put(2, null);
            expected.put(1, "one");

            for (List<Integer> asked : List.of(IDS, List.of(3), List.of(3))) {
                Map<Integer, String> result = application.bean().map(IDS);

                assertThat(result).isEqualTo(expected);
                assertThat(List.copyOf(result.keySet())).containsExactly(2, 1);
                assertThat(application.target().asked).isEqualTo(asked);
            }
            assertThat(application.bean().sortedMap(IDS)).isEqualTo(expected).isInstanceOf(TreeMap.class);
        }
    }

    /** With JSR-107 an Optional is a value like any other: it is not unwrapped. */
    @ParameterizedTest
    @EnumSource(TestStore.class)
    void optionalMapKeepsEmptyOnes(TestStore store) {
        try (TestApplication<Strict> application = TestApplication.of(Family.SPRING, store, Strict.class)) {
            for (List<Integer> asked : List.of(IDS, List.of(3))) {
                assertThat(application.bean().optionalMap(IDS))
                        .containsExactly(Map.entry(2, Optional.empty()), Map.entry(1, Optional.of("one")));
                assertThat(application.target().asked).isEqualTo(asked);
            }
        }
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("familiesAndStores")
    void nullAtAPositionIsExplicitAndNoPositionAtAllIsNot(Family family, TestStore store) {
        try (TestApplication<Strict> application = TestApplication.of(family, store, Strict.class)) {
            assertThat(application.bean().list(List.of(2, 1))).containsExactly(null, "one");
            assertThat(application.bean().list(List.of(3))).containsExactly((String) null);
            assertThat(application.bean().list(List.of(2, 1, 3, 3))).containsExactly(null, "one", null, null);

            assertThat(application.target().asked).isEqualTo(List.of(3));
        }
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("familiesAndStores")
    void elementWithoutRowIsLoadedAgain(Family family, TestStore store) {
        try (TestApplication<Strict> application = TestApplication.of(family, store, Strict.class)) {
            for (List<Integer> asked : List.of(IDS, List.of(2, 3))) {
                assertThat(application.bean().rows(IDS)).containsExactly(new Row(1));
                assertThat(application.target().asked).isEqualTo(asked);
            }
            for (List<Integer> asked : List.of(IDS, List.of(2, 3))) {
                assertThat(application.bean().grouped(IDS)).containsExactly(new Row(1), new Row(1));
                assertThat(application.target().asked).isEqualTo(asked);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void putStoresExplicitNullsOnly(TestStore store) {
        try (TestApplication<Strict> application = TestApplication.of(Family.SPRING, store, Strict.class)) {
            application.cache("a").put(3, "untouched");

            Map<Integer, String> result = application.bean().put(IDS);

            assertThat(List.copyOf(result.keySet())).containsExactly(2, 1);
            assertThat(application.target().asked).isSameAs(IDS);
            assertThat(application.cache("a").get(2).get()).isNull();
            assertThat(application.cache("a").get(3).get()).isEqualTo("untouched");
        }
    }

    record Row(Integer id) implements Serializable {}

    @CacheConfig(cacheNames = "a")
    @CacheDefaults(cacheName = "a")
    static class Strict {

        List<Integer> asked;

        private Map<Integer, String> load(List<Integer> ids) {
            asked = ids;
            Map<Integer, String> map = new TreeMap<>();
            ids.stream().filter(id -> id != 3).forEach(id -> map.put(id, id == 1 ? "one" : null));
            return map;
        }

        @Cacheable
        @CacheResult
        public Map<Integer, String> map(@CacheAsMulti(strictNull = true) List<Integer> ids) {
            return load(ids);
        }

        @Cacheable
        @CacheResult
        public SortedMap<Integer, String> sortedMap(@CacheAsMulti(strictNull = true) List<Integer> ids) {
            return new TreeMap<>(load(ids));
        }

        @CachePut
        public Map<Integer, String> put(@CacheAsMulti(strictNull = true) List<Integer> ids) {
            return load(ids);
        }

        @Cacheable
        @CacheResult
        public Map<Integer, Optional<String>> optionalMap(@CacheAsMulti(strictNull = true) List<Integer> ids) {
            Map<Integer, Optional<String>> map = new HashMap<>();
            load(ids).forEach((id, name) -> map.put(id, Optional.ofNullable(name)));
            return map;
        }

        @Cacheable
        @CacheResult
        public List<String> list(@CacheAsMulti(strictNull = true) List<Integer> ids) {
            asked = ids;
            return ids.equals(List.of(3)) ? List.of() : Arrays.asList(null, "one");
        }

        @Cacheable("rows")
        @CacheResult(cacheName = "rows")
        public List<Row> rows(@CacheAsMulti(strictNull = true, asElementField = "id") List<Integer> ids) {
            asked = ids;
            return ids.contains(1) ? List.of(new Row(1)) : Collections.singletonList(null);
        }

        @Cacheable("groups")
        @CacheResult(cacheName = "groups")
        public List<Row> grouped(
                @CacheAsMulti(strictNull = true, asElementField = "id", grouped = true) List<Integer> ids) {
            asked = ids;
            return ids.contains(1) ? List.of(new Row(1), new Row(1)) : List.of();
        }
    }
}
