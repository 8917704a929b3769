package io.github.ms100.cacheasmulti.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.interceptor.SimpleKey;

@DisplayName("S14, S15 keys and conditions per element")
class KeyAndConditionTests {

    private final RecordingCache cache = new RecordingCache("cars");

    private final CachingContext context = CachingContext.with(Cars.class, cache);

    private final Cars cars = context.bean(Cars.class);

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    @DisplayName("S14 with several parameters the key is SimpleKey(element, others)")
    void severalParameters() {
        cars.find(List.of(1, 2), "de");

        assertThat(keys()).containsExactlyInAnyOrder(new SimpleKey(1, "de"), new SimpleKey(2, "de"));
    }

    @Test
    @DisplayName("S14 varargs beside the batch parameter are expanded as for the single method")
    void varargsBeside() {
        cars.findTagged(List.of(1), "a", "b");
        cars.findTagged(List.of(2));

        assertThat(keys()).containsExactlyInAnyOrder(new SimpleKey(1, "a", "b"), 2);
    }

    @Test
    @DisplayName("S3, S14 a varargs batch parameter is one element after the other")
    void varargsAsBatch() {
        assertThat(cars.findVarargs(1, 2)).containsExactly("v1", "v2");

        assertThat(keys()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    @DisplayName("S14 #ids, #p0, #a0, #root.args[0] and args[0] all mean the element")
    void allNamesOfTheElement() {
        cars.findByAllNames(List.of(1, 2), "x");

        assertThat(keys()).containsExactlyInAnyOrder("1 1 1 1 1 x findByAllNames", "2 2 2 2 2 x findByAllNames");
    }

    @Test
    @DisplayName("S14 an expression that keeps the arguments keeps those of its own element")
    void keptArguments() {
        cars.findByKeptArguments(List.of(1, 2), "x");

        assertThat(keys()).containsExactlyInAnyOrder(List.of(1, "x"), List.of(2, "x"));
    }

    @Test
    @DisplayName("S6 of equal elements the first seen counts, many colliding hash codes or not")
    void firstOfEqualElements() {
        List<Code> codes = new ArrayList<>();
        IntStream.range(0, 100).forEach(number -> codes.add(new Code("c" + number)));
        codes.add(new Code("C0"));

        cars.findByCode(codes);

        assertThat(keys()).hasSize(100).contains("c0").doesNotContain("C0");
    }

    @Test
    @DisplayName("S8 a null element has the key of the single method called with null")
    void nullElement() {
        cars.findOne(null);
        Map<Integer, String> found = cars.find(Arrays.asList(1, null));

        assertThat(found).containsEntry(1, "v1").containsEntry(null, "single null");
        assertThat(keys()).containsExactlyInAnyOrder(1, new SimpleKey((Object) null));
    }

    @Test
    @DisplayName("S15 an element whose condition is false is loaded every time and not stored; the others are cached")
    void condition() {
        cars.findOdd(List.of(1, 2, 3));
        cars.findOdd(List.of(1, 2, 3));

        assertThat(cars.loads()).containsExactly(List.of(1, 2, 3), List.of(2));
        assertThat(keys()).containsExactlyInAnyOrder(1, 3);
    }

    @Test
    @DisplayName("S15 unless sees the value of its element, null where it is missing")
    void unless() {
        assertThat(cars.findUnless(List.of(1, 2, 404))).containsOnlyKeys(1, 2);

        assertThat(keys()).containsExactly(1);
    }

    @Test
    @DisplayName("S15 #result of an Optional is its content; it is stored unwrapped and handed back wrapped (S4)")
    void optional() {
        Map<Integer, Optional<String>> loaded = cars.findOptional(List.of(1, 404, 2));
        Map<Integer, Optional<String>> cached = cars.findOptional(List.of(1, 404, 2));

        assertThat(loaded).containsExactly(Map.entry(1, Optional.of("v1")), Map.entry(2, Optional.of("v2")));
        assertThat(cached).isEqualTo(loaded);
        assertThat(cache.getNativeCache()).containsEntry(1, "v1").doesNotContainKey(2);
    }

    @Test
    @DisplayName("S1, S4 an Optional that is in the cache already is handed back as it is")
    void storedOptional() {
        cache.put(1, Optional.of("stored"));

        assertThat(cars.findOptional(List.of(1, 3)))
                .containsExactly(Map.entry(1, Optional.of("stored")), Map.entry(3, Optional.of("v3")));
    }

    @Test
    @DisplayName("S15 the condition of a put and of a late evict is judged with the result")
    void conditionWithResult() {
        cars.saveV1(List.of(1, 2));
        cars.find(List.of(3));
        cars.removeV1(List.of(1, 3));

        assertThat(keys()).containsExactly(3);
    }

    @Test
    @DisplayName("S14 a key may be made of #result in a put and in a late evict")
    void keyOfResult() {
        cars.saveByResult(Set.of(1, 2));
        assertThat(keys()).containsExactlyInAnyOrder("key v1", "key v2");

        cars.removeByResult(List.of(1));
        assertThat(keys()).containsExactly("key v2");
    }

    @Test
    @DisplayName("S15 a condition without element is judged once per batch")
    void constantCondition() {
        cars.findIf(List.of(1, 2), true);
        cars.findIf(List.of(3, 4), false);

        assertThat(keys()).containsExactlyInAnyOrder(new SimpleKey(1, true), new SimpleKey(2, true));
    }

    private Set<Object> keys() {
        return cache.getNativeCache().keySet();
    }

    /** Equal whatever the case, and badly hashed. */
    record Code(String text) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Code that && text.equalsIgnoreCase(that.text);
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    static class Cars {

        private final List<Collection<Integer>> loads = new ArrayList<>();

        List<Collection<Integer>> loads() {
            return loads;
        }

        @Cacheable("cars")
        public String findOne(Integer id) {
            return "single " + id;
        }

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids, String country) {
            return load(ids);
        }

        @Cacheable(cacheNames = "cars", key = "#codes.text()")
        public Map<Code, String> findByCode(@CacheAsMulti List<Code> codes) {
            return Map.of();
        }

        @Cacheable("cars")
        public Map<Integer, String> findTagged(@CacheAsMulti List<Integer> ids, String... tags) {
            return load(ids);
        }

        @Cacheable("cars")
        public String[] findVarargs(@CacheAsMulti Integer... ids) {
            return load(List.of(ids)).values().toArray(new String[0]);
        }

        @Cacheable(
                cacheNames = "cars",
                key = "#ids + ' ' + #p0 + ' ' + #a0 + ' ' + #root.args[0] + ' ' + args[0] + ' ' + #tag + ' '"
                        + " + #root.methodName")
        public Map<Integer, String> findByAllNames(@CacheAsMulti List<Integer> ids, String tag) {
            return load(ids);
        }

        @Cacheable(cacheNames = "cars", key = "T(java.util.Arrays).asList(#root.args)")
        public Map<Integer, String> findByKeptArguments(@CacheAsMulti List<Integer> ids, String tag) {
            return load(ids);
        }

        @Cacheable(cacheNames = "cars", condition = "#ids % 2 == 1")
        public Map<Integer, String> findOdd(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @Cacheable(cacheNames = "cars", unless = "#result == null or #result == 'v2'")
        public Map<Integer, String> findUnless(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @Cacheable(cacheNames = "cars", unless = "#result == 'v2'")
        public Map<Integer, Optional<String>> findOptional(@CacheAsMulti List<Integer> ids) {
            Map<Integer, Optional<String>> found = new LinkedHashMap<>();
            ids.forEach(
                    id -> found.put(id, Optional.ofNullable(load(List.of(id)).get(id))));
            return found;
        }

        @Cacheable(cacheNames = "cars", condition = "#cached")
        public Map<Integer, String> findIf(@CacheAsMulti List<Integer> ids, boolean cached) {
            return load(ids);
        }

        @CachePut(cacheNames = "cars", condition = "#result == 'v1'")
        public List<String> saveV1(@CacheAsMulti List<Integer> ids) {
            return List.copyOf(load(ids).values());
        }

        @CacheEvict(cacheNames = "cars", condition = "#result == 'v1'")
        public List<String> removeV1(@CacheAsMulti List<Integer> ids) {
            return List.copyOf(load(ids).values());
        }

        @CachePut(cacheNames = "cars", key = "'key ' + #result")
        public List<String> saveByResult(@CacheAsMulti Set<Integer> ids) {
            return List.copyOf(load(ids).values());
        }

        @CacheEvict(cacheNames = "cars", key = "'key ' + #result")
        public Map<Integer, String> removeByResult(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        private Map<Integer, String> load(Collection<Integer> ids) {
            loads.add(ids);
            Map<Integer, String> found = new LinkedHashMap<>();
            ids.forEach(id -> {
                if (id == null || id != 404) {
                    found.put(id, "v" + id);
                }
            });
            return found;
        }
    }
}
