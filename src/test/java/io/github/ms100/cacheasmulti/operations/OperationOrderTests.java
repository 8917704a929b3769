package io.github.ms100.cacheasmulti.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;

@DisplayName("S16-S18, S20 several operations, several caches, shared keys")
class OperationOrderTests {

    private static final List<String> calls = new ArrayList<>();

    private final RecordingCache first = new RecordingCache("first", calls);

    private final RecordingCache second = new RecordingCache("second", calls);

    private final CachingContext context = CachingContext.with(Cars.class, first, second);

    private final Cars cars = context.bean(Cars.class);

    @AfterEach
    void stop() {
        context.close();
        calls.clear();
    }

    @Test
    @DisplayName("S17 evicts before, lookup, loader, puts of misses, puts, evicts after")
    void orderOfPhases() {
        cars.everything(List.of(1, 2));

        assertThat(calls)
                .containsExactly(
                        "second evictIfPresent [before 1, before 2]",
                        "first get [1, 2]",
                        "load [1, 2]",
                        "first put {1=v1, 2=v2}",
                        "second put {put v1=v1, put v2=v2}",
                        "second evict [after v1, after v2]");
    }

    @Test
    @DisplayName("S17 a put whose condition passes forces the load of its element, hit or not")
    void putForcesLoad() {
        first.put(1, "cached 1");
        first.put(2, "cached 2");

        Map<Integer, String> result = cars.findAndRefreshOdd(List.of(1, 2));

        assertThat(result).containsExactly(Map.entry(1, "v1"), Map.entry(2, "cached 2"));
        assertThat(calls).containsExactly("first get [1, 2]", "load [1]", "second put {1=v1}");
    }

    @Test
    @DisplayName("S17 a put whose condition needs the result counts as wanted")
    void putThatNeedsTheResultForcesLoad() {
        first.put(1, "cached 1");
        first.put(2, "cached 2");

        Map<Integer, String> result = cars.findAndKeepV2(List.of(1, 2));

        assertThat(result).containsExactly(Map.entry(1, "v1"), Map.entry(2, "v2"));
        assertThat(calls).containsExactly("first get [1, 2]", "load [1, 2]", "second put {2=v2}");
    }

    @Test
    @DisplayName("S18 a cache is asked only for what the ones before it lack; loaded values go to all")
    void severalCaches() {
        first.put(1, "first 1");
        second.put(2, "second 2");

        Map<Integer, String> result = cars.findInBoth(List.of(1, 2, 3));

        assertThat(result.values()).containsExactly("first 1", "second 2", "v3");
        assertThat(calls)
                .containsExactly(
                        "first get [1, 2, 3]",
                        "second get [2, 3]",
                        "load [3]",
                        "first put {3=v3}",
                        "second put {3=v3}");
    }

    @Test
    @DisplayName("S16 elements that share a key are looked up and loaded once, and both get the value")
    void sharedKeyInARead() {
        assertThat(cars.findByRemainder(List.of(1, 11, 2, 1)))
                .containsExactly(Map.entry(1, "v1"), Map.entry(11, "v1"), Map.entry(2, "v2"));
        assertThat(calls).containsExactly("first get [1, 2]", "load [1, 2]", "first put {1=v1, 2=v2}");

        calls.clear();
        assertThat(cars.findByRemainder(List.of(11, 21)).values()).containsExactly("v1", "v1");
        assertThat(calls).containsExactly("first get [1]");
    }

    @Test
    @DisplayName("S16 an element that takes its value from one operation's key is no leader for that of another")
    void sharedKeysOfTwoReads() {
        Map<Integer, String> looped = new LinkedHashMap<>();
        for (Integer id : List.of(10, 12, 22, 32)) {
            looped.putAll(cars.findByTensAndOnes(List.of(id)));
        }
        first.clear();
        second.clear();
        calls.clear();

        assertThat(cars.findByTensAndOnes(List.of(10, 12, 22, 32)))
                .isEqualTo(looped)
                .containsEntry(12, "v10")
                .containsEntry(32, "v22");
        assertThat(calls).contains("load [10, 22]");
    }

    @Test
    @DisplayName("S16 an earlier operation's shared key comes before what a later operation knows")
    void sharedKeyBeforeALaterHit() {
        second.put(2, "second 12");

        assertThat(cars.findByTensAndOnes(List.of(10, 12)).values()).containsExactly("v10", "v10");
    }

    @Test
    @DisplayName("S16 of elements that share a key in a put the last is stored")
    void sharedKeyInAPut() {
        cars.saveByRemainder(List.of(1, 11, 2));

        assertThat(calls).containsExactly("load [1, 11, 2]", "first put {1=v11, 2=v2}");
    }

    @Test
    @DisplayName("S20 one multiEvict per cache; allEntries clears once; before the loader: at once")
    void evicts() {
        cars.remove(List.of(1, 2, 1));
        cars.removeAll(List.of(1, 2));
        cars.removeAllBefore(List.of(1, 2));

        assertThat(calls)
                .containsExactly(
                        "load [1, 2, 1]",
                        "first evict [1, 2]",
                        "second evict [1, 2]",
                        "load [1, 2]",
                        "first clear",
                        "first invalidate",
                        "load [1, 2]");
    }

    @Test
    @DisplayName("S7 for an empty or null argument only allEntries runs, once")
    void emptyArgument() {
        assertThat(cars.everything(List.of())).isEmpty();
        assertThat(cars.findInBoth(null)).isEmpty();
        cars.remove(List.of());
        cars.removeAll(List.of());
        cars.removeAllBefore(null);
        cars.removeAllIfOdd(List.of());

        assertThat(calls)
                .containsExactly(
                        "load []",
                        "load null",
                        "load []",
                        "load []",
                        "first clear",
                        "first invalidate",
                        "load null",
                        "load []");
    }

    @Test
    @DisplayName("S14 a null key, even one among many, is Spring's own exception before any cache is touched")
    void nullKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cars.findByKeyedIds(Arrays.asList(1, null, 2)))
                .withMessageContainingAll("Null key returned for cache operation", "first");

        assertThat(calls).isEmpty();
    }

    static class Cars {

        @Caching(
                evict = {
                    @CacheEvict(cacheNames = "second", key = "'after ' + #result"),
                    @CacheEvict(cacheNames = "second", key = "'before ' + #ids", beforeInvocation = true)
                },
                put = @CachePut(cacheNames = "second", key = "'put ' + #result"),
                cacheable = @Cacheable("first"))
        public Map<Integer, String> everything(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @Cacheable("first")
        @CachePut(cacheNames = "second", condition = "#ids % 2 == 1")
        public Map<Integer, String> findAndRefreshOdd(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @Cacheable("first")
        @CachePut(cacheNames = "second", condition = "#result == 'v2'")
        public Map<Integer, String> findAndKeepV2(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @Cacheable({"first", "second"})
        public Map<Integer, String> findInBoth(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @Cacheable(cacheNames = "first", key = "#ids % 10")
        public Map<Integer, String> findByRemainder(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @Caching(
                cacheable = {
                    @Cacheable(cacheNames = "first", key = "#ids / 10"),
                    @Cacheable(cacheNames = "second", key = "#ids % 10")
                })
        public Map<Integer, String> findByTensAndOnes(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @Cacheable(cacheNames = "first", key = "#ids")
        public Map<Integer, String> findByKeyedIds(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @CachePut(cacheNames = "first", key = "#ids % 10")
        public List<String> saveByRemainder(@CacheAsMulti List<Integer> ids) {
            return List.copyOf(load(ids).values());
        }

        @CacheEvict({"first", "second"})
        public void remove(@CacheAsMulti List<Integer> ids) {
            load(ids);
        }

        @CacheEvict(cacheNames = "first", allEntries = true)
        public void removeAll(@CacheAsMulti List<Integer> ids) {
            load(ids);
        }

        @CacheEvict(cacheNames = "first", allEntries = true, beforeInvocation = true)
        public void removeAllBefore(@CacheAsMulti List<Integer> ids) {
            load(ids);
        }

        @CacheEvict(cacheNames = "first", allEntries = true, condition = "#ids % 2 == 1")
        public void removeAllIfOdd(@CacheAsMulti List<Integer> ids) {
            load(ids);
        }

        private static Map<Integer, String> load(Collection<Integer> ids) {
            calls.add("load " + ids);
            Map<Integer, String> found = new LinkedHashMap<>();
            if (ids != null) {
                ids.forEach(id -> found.put(id, "v" + id));
            }
            return found;
        }
    }
}
