package io.github.ms100.cacheasmulti.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.Family;
import io.github.ms100.cacheasmulti.fixture.TestApplication;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;

@DisplayName("S3-S5, S20 methods that only put or evict")
class PutAndEvictContractTests {

    private TestApplication<Writer> application;

    @AfterEach
    void stop() {
        application.close();
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    @DisplayName("S3, S5 a put hands on the caller's argument and returns a new container in its order")
    void putOfMap(TestStore store) {
        application = TestApplication.counting(Family.SPRING, store, Writer.class);
        List<Integer> ids = Collections.unmodifiableList(Arrays.asList(3, 1, 4, 3, null));

        Map<Integer, String> result = application.bean().putMap(ids);

        assertThat(application.target().asked).isSameAs(ids);
        assertThat(result).isExactlyInstanceOf(LinkedHashMap.class).isNotSameAs(application.target().returned);
        assertThat(List.copyOf(result.entrySet())).isEqualTo(List.of(Map.entry(3, "3"), Map.entry(1, "1")));
        assertThat(application.calls("a")).containsExactly("multiPut[3, 1]", "multiEvict[4, SimpleKey [null]]");
        assertThat(application.cache("a").get(4))
                .as("what the method returned for 99 may be its value")
                .isNull();
        assertThat(application.cache("a").get(99)).as("not asked for").isNull();
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    @DisplayName("S16 of two values for one element a put stores the last")
    void putOfPositions(TestStore store) {
        application = TestApplication.counting(Family.SPRING, store, Writer.class);

        String[] result = application.bean().putArray(3, 1, 3);

        assertThat(result).containsExactly("0th", "1th", "2th").isNotSameAs(application.target().returned);
        assertThat(application.calls("a")).hasSize(1).first().asString().startsWith("multiPut");
        assertThat(application.cache("a").get(3).get()).isEqualTo("2th");
        assertThat(application.cache("a").get(1).get()).isEqualTo("1th");
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    @DisplayName("S4, S20 an evict returns what the method returned and takes one call per cache")
    void evict(TestStore store) {
        application = TestApplication.counting(Family.SPRING, store, Writer.class);
        for (int id = 1; id <= 3; id++) {
            application.cache("a").put(id, "a");
            application.cache("b").put(id, "b");
        }
        application.calls("a");
        application.calls("b");
        Set<Integer> ids = new HashSet<>(List.of(1, 2, 7));

        String result = application.bean().evict(ids);

        assertThat(result).isSameAs(application.target().returned);
        assertThat(application.target().asked).isSameAs(ids);
        assertThat(application.calls("a")).containsExactly("multiEvict[1, 2, 7]");
        assertThat(application.calls("b")).containsExactly("multiEvict[1, 2, 7]");
        assertThat(application.cache("a").get(1)).isNull();
        assertThat(application.cache("a").get(3)).isNotNull();
        assertThat(application.cache("b").get(2)).isNull();
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    @DisplayName("S4 an evict that looks at the result still returns the method's own container")
    void evictByResult(TestStore store) {
        application = TestApplication.counting(Family.SPRING, store, Writer.class);
        application.cache("a").put("1", "a");
        application.cache("a").put("2", "a");
        application.calls("a");

        Map<Integer, String> result = application.bean().evictByResult(new int[] {1, 4, 1});

        assertThat(result).isSameAs(application.target().returned).containsKey(99);
        assertThat(application.calls("a")).containsExactly("multiEvict[1]");
        assertThat(application.cache("a").get("1")).isNull();
        assertThat(application.cache("a").get("2")).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    @DisplayName("S20 S22 an evict names a key once that several elements share")
    void evictOfSharedKeys(TestStore store) {
        application = TestApplication.counting(Family.SPRING, store, Writer.class);

        application.bean().evictByTens(List.of(11, 25, 12));

        assertThat(application.calls("a")).containsExactly("multiEvict[1, 2]");
    }

    static class Writer {

        Object asked;

        Object returned;

        @CachePut("a")
        public Map<Integer, String> putMap(@CacheAsMulti List<Integer> ids) {
            return returned(ids, named(ids));
        }

        @CachePut("a")
        public String[] putArray(@CacheAsMulti Integer... ids) {
            String[] values = new String[ids.length];
            Arrays.setAll(values, position -> position + "th");
            return returned(ids, values);
        }

        @CacheEvict({"a", "b"})
        public String evict(@CacheAsMulti Set<Integer> ids) {
            return returned(ids, new String("evicted"));
        }

        @CacheEvict(cacheNames = "a", key = "#result", condition = "#result != null")
        public Map<Integer, String> evictByResult(@CacheAsMulti int[] ids) {
            return returned(ids, named(Arrays.stream(ids).boxed().toList()));
        }

        @CacheEvict(cacheNames = "a", key = "#ids / 10")
        public void evictByTens(@CacheAsMulti List<Integer> ids) {}

        private static Map<Integer, String> named(List<Integer> ids) {
            Map<Integer, String> named = new HashMap<>();
            ids.stream().filter(id -> id != null && id != 4).forEach(id -> named.put(id, "" + id));
            named.put(99, "nobody asked for it");
            return Collections.unmodifiableMap(named);
        }

        private <T> T returned(Object ids, T result) {
            asked = ids;
            returned = result;
            return result;
        }
    }
}
