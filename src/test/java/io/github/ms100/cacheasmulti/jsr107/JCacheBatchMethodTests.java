package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.AopTestUtils;

/** J1, J3: what each JSR-107 annotation does for a batch. */
class JCacheBatchMethodTests {

    private final CachingContext application = CachingContext.of(Cars.class);

    private final Cars cars = application.bean(Cars.class);

    private final Cars target = AopTestUtils.getTargetObject(cars);

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void resultsAreCachedOneByOneAndSharedWithTheSingleMethod() {
        assertThat(cars.find(1)).isEqualTo("car 1");

        assertThat(cars.find(List.of(2, 1, 3))).isEqualTo(Map.of(1, "car 1", 2, "car 2", 3, "car 3"));

        assertThat(cars.find(3)).isEqualTo("car 3");
        assertThat(target.loaded).containsExactly(List.of(1), List.of(2, 3));
    }

    @Test
    void skipGetLoadsEveryElementAndStoresIt() {
        application.cache("cars").put(1, "old");

        assertThat(cars.refresh(List.of(1, 2, 1))).containsExactly("car 1", "car 2", "car 1");

        assertThat(target.loaded).containsExactly(List.of(1, 2));
        assertThat(cars.find(1)).isEqualTo("car 1");
    }

    @Test
    void valuesOfAMapAreStoredAfterTheInvocation() {
        Map<Integer, String> values = new HashMap<>(Map.of(1, "one", 2, "two"));

        assertThat(cars.save(values)).isEqualTo("saved {1=one, 2=two}");

        assertThat(cars.find(List.of(1, 2))).isEqualTo(Map.of(1, "one", 2, "two"));
    }

    @Test
    void entriesOfTheElementsAreRemoved() {
        cars.find(List.of(1, 2, 3));

        cars.remove(List.of(1, 3));

        assertThat(application.cache("cars").get(1)).isNull();
        assertThat(application.cache("cars").get(2)).isNotNull();
    }

    @Test
    void everythingIsRemoved() {
        cars.find(List.of(1, 2, 3));

        cars.removeAll();

        assertThat(application.cache("cars").get(2)).isNull();
    }

    @Test
    void anExceptionForOneElementIsCachedAndThrownAgain() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> cars.broken(List.of(7)));

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> cars.broken(List.of(8, 7)))
                .satisfies(again -> assertThat(again.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("loadBroken"))
                        .anyMatch(frame ->
                                frame.getMethodName().equals("anExceptionForOneElementIsCachedAndThrownAgain")));
        assertThat(target.loaded).containsExactly(List.of(7));
    }

    @CacheDefaults(cacheName = "cars")
    static class Cars {

        final List<List<Integer>> loaded = new ArrayList<>();

        @CacheResult
        public String find(Integer id) {
            loaded.add(List.of(id));
            return "car " + id;
        }

        @CacheResult
        public Map<Integer, String> find(@CacheAsMulti Collection<Integer> ids) {
            loaded.add(List.copyOf(ids));
            Map<Integer, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, "car " + id));
            return found;
        }

        @CacheResult(skipGet = true)
        public List<String> refresh(@CacheAsMulti List<Integer> ids) {
            loaded.add(List.copyOf(ids));
            return ids.stream().map(id -> "car " + id).toList();
        }

        @CachePut
        public String save(@CacheAsMulti @CacheValue Map<Integer, String> values) {
            String saved = "saved " + values;
            values.clear();
            return saved;
        }

        @CacheRemove
        public void remove(@CacheAsMulti List<Integer> ids) {}

        @CacheRemoveAll
        public void removeAll() {}

        @CacheResult(exceptionCacheName = "failures")
        public List<String> broken(@CacheAsMulti List<Integer> ids) {
            loaded.add(List.copyOf(ids));
            return loadBroken(ids);
        }

        private static List<String> loadBroken(List<Integer> ids) {
            throw new IllegalArgumentException("no " + ids);
        }
    }
}
