package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.test.util.AopTestUtils;

@DisplayName("J1, S3 @CachePut of a Map of values")
class MapPutTests {

    private final RecordingCache cache = new RecordingCache("cars");

    private final RecordingErrorHandler handler = new RecordingErrorHandler();

    private final CachingContext application = CachingContext.with(handler, MapPuts.class, cache);

    private final MapPuts puts = application.bean(MapPuts.class);

    private final MapPuts target = AopTestUtils.getTargetObject(puts);

    @BeforeEach
    void letTheMethodsSeeTheCache() {
        target.cache = cache;
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    @DisplayName("J1, S1 the values are stored in one call, under the keys of the single method")
    void valuesAreStoredUnderTheKeysOfTheSingleMethod() {
        puts.save(ordered(1, "one", 2, "two"));
        assertThat(cache.calls()).containsExactly("cars put {1=one, 2=two}");

        puts.save(1, "single");
        assertThat(stored()).isEqualTo(Map.of(1, "single", 2, "two"));
    }

    @Test
    @DisplayName("J1, S14 further parameters are part of the key, as of the single method's")
    void furtherParametersArePartOfTheKey() {
        puts.save("north", 1, "single");
        Object singleKey = stored().keySet().iterator().next();

        puts.save("north", Map.of(1, "batch"));

        assertThat(stored()).isEqualTo(Map.of(singleKey, "batch"));
    }

    @Test
    @DisplayName("J1, J2 only parameters with @CacheKey are part of the key")
    void cacheKeyChoosesTheParametersOfTheKey() {
        puts.saveOfKey("ignored", Map.of(1, "one"));
        assertThat(stored()).isEqualTo(Map.of(1, "one"));

        cache.clear();
        puts.saveOfKeys("north", 5, 1, "single");
        Object singleKey = stored().keySet().iterator().next();
        puts.saveOfKeys("north", 6, Map.of(1, "batch"));
        assertThat(stored()).isEqualTo(Map.of(singleKey, "batch"));
    }

    @Test
    @DisplayName("J1 afterInvocation = false stores before the method runs, else after it")
    void valuesAreStoredBeforeOrAfter() {
        puts.saveBefore(Map.of(1, "one"));
        assertThat(target.storedWhenCalled).isEqualTo(Map.of(1, "one"));

        puts.save(Map.of(2, "two"));
        assertThat(target.storedWhenCalled).isEqualTo(Map.of(1, "one"));
        assertThat(stored()).containsEntry(2, "two");
    }

    @Test
    @DisplayName("J1 cacheFor and noCacheFor decide when the method throws, as for the single method")
    void failuresDecideByType() {
        for (Exception failure : List.of(
                new IOException("chosen"),
                new FileNotFoundException("excluded"),
                new IllegalStateException("not chosen"))) {
            target.failure = failure;
            assertThat(catchThrowable(() -> puts.choosy(1, "one"))).isSameAs(failure);
            Map<Object, Object> bySingle = stored();
            cache.clear();

            assertThat(catchThrowable(() -> puts.choosy(Map.of(1, "one")))).isSameAs(failure);

            assertThat(stored()).as(failure.getMessage()).isEqualTo(bySingle);
            assertThat(stored().isEmpty()).isNotEqualTo("chosen".equals(failure.getMessage()));
            cache.clear();
        }
    }

    @Test
    @DisplayName("J1 without cacheFor and noCacheFor every failure stores, as Spring's single method does")
    void withoutFiltersEveryFailureStores() {
        target.failure = new IllegalStateException("failed");
        catchThrowable(() -> puts.save(1, "single"));
        catchThrowable(() -> puts.save(Map.of(2, "batch")));

        assertThat(stored()).isEqualTo(Map.of(1, "single", 2, "batch"));
    }

    @Test
    @DisplayName("J1 a put before the invocation stays when the method throws, and is not repeated")
    void earlyPutStays() {
        target.failure = new IllegalStateException("failed");

        catchThrowable(() -> puts.saveBefore(Map.of(1, "one")));

        assertThat(cache.calls()).containsExactly("cars put {1=one}");
    }

    @Test
    @DisplayName("S3 the caller's own map reaches the method; what the method does to it is not stored")
    void callersOwnMapReachesTheMethod() {
        Map<Integer, String> own = new HashMap<>(Map.of(1, "one"));

        assertThat(puts.saveAndClear(own)).isSameAs(own);

        assertThat(stored()).isEqualTo(Map.of(1, "one"));
        assertThat(own).isEqualTo(Map.of(9, "nine"));
    }

    @Test
    @DisplayName("S8, S11 null keys and null values are stored as by the single method")
    void nullsAreStoredAsByTheSingleMethod() {
        puts.save(null, "null key");
        puts.save(1, null);
        Map<Object, Object> bySingle = stored();
        cache.clear();

        Map<Integer, String> values = new HashMap<>();
        values.put(null, "null key");
        values.put(1, null);
        puts.save(values);

        assertThat(stored()).hasSize(2).isEqualTo(bySingle);
    }

    @Test
    @DisplayName("S11 a cache that refuses nulls gets the other values")
    void refusedNullsAreLeftOut() {
        ConcurrentMapCache strict = new ConcurrentMapCache("cars", false);
        try (CachingContext context = CachingContext.with(handler, MapPuts.class, strict)) {
            context.bean(MapPuts.class).save(ordered(1, null, 2, "two"));
            context.bean(MapPuts.class).saveBefore(ordered(3, null, 4, "four"));

            assertThat(strict.getNativeCache()).isEqualTo(Map.of(2, "two", 4, "four"));
            assertThat(handler.heard()).isEmpty();
        }
    }

    @Test
    @DisplayName("S7 a null or empty map goes straight to the method")
    void nothingIsStoredWithoutElements() {
        assertThat(puts.saveAndClear(null)).isNull();
        assertThat(puts.save(Map.of())).isEqualTo(Optional.of(0));

        assertThat(cache.calls()).isEmpty();
    }

    @Test
    @DisplayName("S3 any Map type will do")
    void anyMapTypeWillDo() {
        puts.saveSorted(new TreeMap<>(Map.of("b", 2, "a", 1)));

        assertThat(cache.calls()).containsExactly("cars put {a=1, b=2}");
    }

    @Test
    @DisplayName("S16 of two elements with one key the last is stored, as in a loop")
    void lastOfEqualKeysIsStored() {
        puts.saveUnderOneKey(ordered(1, "one", 2, "two"));

        assertThat(stored().values()).containsExactly("two");
    }

    @Test
    @DisplayName("S14 a null key, even one among many, is an exception before the cache is touched")
    void nullKeyIsAnException() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> puts.saveWithoutKey(ordered(1, "one", 2, "two")))
                .withMessageStartingWith("Null key returned for cache operation");

        assertThat(cache.calls()).isEmpty();
    }

    @Test
    @DisplayName("S22 a put that fails goes to the error handler with keys and values")
    void failedPutIsReported() {
        ConcurrentMapCache broken = new ConcurrentMapCache("cars") {
            @Override
            public void put(Object key, Object value) {
                throw new IllegalStateException("is down");
            }
        };
        try (CachingContext context = CachingContext.with(handler, MapPuts.class, broken)) {
            context.bean(MapPuts.class).save(ordered(1, "one", 2, "two"));
            context.bean(MapPuts.class).saveBefore(ordered(3, "three"));

            assertThat(handler.heard())
                    .containsExactly("put 1=one is down", "put 2=two is down", "put 3=three is down");
            assertThat(handler.caches()).containsOnly(broken);
        }
    }

    private Map<Object, Object> stored() {
        Map<Object, Object> stored = new HashMap<>();
        cache.getNativeCache()
                .keySet()
                .forEach(key -> stored.put(key, cache.get(key).get()));
        return stored;
    }

    private static Map<Integer, String> ordered(Object... keysAndValues) {
        Map<Integer, String> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((Integer) keysAndValues[i], (String) keysAndValues[i + 1]);
        }
        return map;
    }
}
