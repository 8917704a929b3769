package io.github.ms100.cacheasmulti.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ms100.cacheasmulti.cache.batch.BatchCache;
import io.github.ms100.cacheasmulti.cache.batch.BatchLoader;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.cache.batch.Outcome.Hit;
import io.github.ms100.cacheasmulti.cache.batch.Outcome.Loaded;
import io.github.ms100.cacheasmulti.cache.batch.Outcome.Missing;
import io.github.ms100.cacheasmulti.cache.batch.Outcome.NotCached;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@DisplayName("P1-P3 a cache that is asked by its keys")
@ExtendWith(OutputCaptureExtension.class)
class TypedCacheTests {

    private TypedApplication application;

    private BatchCache<Integer, String> cars;

    private BatchLoader<Integer, String> query;

    @AfterEach
    void stop() {
        application.close();
    }

    private void start(TestStore store) {
        application = TypedApplication.counting(store);
        cars = application.typed;
        query = application.database::query;
    }

    private void forget() {
        application.calls().clear();
        application.database.queries.clear();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("P1, P2 each key is cached by itself, and the store is asked once: hits, loads and missing ones")
    void load(TestStore store) {
        start(store);
        application.database.missing.add(4);
        cars.putAll(Map.of(2, "two"));
        application.calls().clear();

        BatchResult<Integer, String> first = cars.load(List.of(3, 2, 4, 3, 1), query);

        assertThat(first.outcomes())
                .containsExactly(
                        Map.entry(3, new Loaded<>("car 3")),
                        Map.entry(2, new Hit<>("two")),
                        Map.entry(4, new Missing<>()),
                        Map.entry(1, new Loaded<>("car 1")));
        assertThat(application.database.queries).containsExactly(List.of(3, 4, 1));
        assertThat(application.calls()).containsExactly("multiGet[3, 2, 4, 1]", "multiPut[3, 4, 1]");
        forget();
        BatchResult<Integer, String> second = cars.load(List.of(1, 2, 3, 4), query);
        assertThat(second.outcomes())
                .containsExactly(
                        Map.entry(1, new Hit<>("car 1")),
                        Map.entry(2, new Hit<>("two")),
                        Map.entry(3, new Hit<>("car 3")),
                        Map.entry(4, new Hit<>(null)));
        assertThat(second.values()).isEqualTo(first.values());
        assertThat(second.missing()).isEqualTo(first.missing());
        assertThat(application.database.queries).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("P1 entries are those of annotated methods without key, both ways")
    void sharedEntries(TestStore store) {
        start(store);
        application.annotated.find(1);
        application.annotated.findAll(List.of(2));
        assertThat(cars.getAll(List.of(1, 2, 3), query)).isEqualTo(Map.of(1, "car 1", 2, "car 2", 3, "car 3"));
        cars.putAll(Map.of(4, "four"));
        forget();

        assertThat(application.annotated.find(3)).isEqualTo("car 3");
        assertThat(application.annotated.findAll(List.of(4, 3))).isEqualTo(Map.of(3, "car 3", 4, "four"));
        cars.evictAll(List.of(3, 4));

        assertThat(application.database.queries).isEmpty();
        assertThat(application.calls()).last().isEqualTo("multiEvict[3, 4]");
        assertThat(cars.lookup(List.of(1, 3, 4)).values()).containsOnlyKeys(1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("P2 a lookup finds what is cached, null as well, and says what is not")
    void lookup(TestStore store) {
        start(store);
        Map<Integer, String> entries = new HashMap<>(Map.of(1, "one"));
        entries.put(2, null);
        cars.putAll(entries);

        BatchResult<Integer, String> found = cars.lookup(List.of(3, 2, 1));

        assertThat(found.outcomes())
                .containsExactly(
                        Map.entry(3, new NotCached<>()), Map.entry(2, new Hit<>(null)), Map.entry(1, new Hit<>("one")));
        assertThat(found.cacheFailures()).isEmpty();
        assertThat(application.database.queries).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("P1, A6 the forms without a thread that waits do the same")
    void later(TestStore store) {
        start(store);
        cars.putAllAsync(Map.of(2, "two")).join();

        assertThat(cars.loadAsync(List.of(1, 2, 1), this::queryLater).join().outcomes())
                .containsExactly(Map.entry(1, new Loaded<>("car 1")), Map.entry(2, new Hit<>("two")));
        assertThat(cars.getAllAsync(List.of(3, 1), this::queryLater).join())
                .containsExactly(Map.entry(3, "car 3"), Map.entry(1, "car 1"));
        cars.evictAllAsync(List.of(1)).join();
        assertThat(cars.lookupAsync(List.of(1, 2, 3)).join().outcomes())
                .containsExactly(
                        Map.entry(1, new NotCached<>()),
                        Map.entry(2, new Hit<>("two")),
                        Map.entry(3, new Hit<>("car 3")));
        assertThat(application.database.queries).containsExactly(List.of(1), List.of(3));
    }

    private CompletableFuture<Map<Integer, String>> queryLater(Set<Integer> ids) {
        return CompletableFuture.supplyAsync(() -> application.database.query(ids));
    }

    @Test
    @DisplayName("P1 of nothing nothing is asked, and nothing is the result")
    void nothing() {
        start(TestStore.CONCURRENT_MAP);
        for (List<Integer> none : Arrays.asList(null, List.<Integer>of())) {
            assertThat(cars.lookup(none).outcomes()).isEmpty();
            assertThat(cars.load(none, query).outcomes()).isEmpty();
            assertThat(cars.getAll(none, query)).isEmpty();
            cars.evictAll(none);
            assertThat(cars.lookupAsync(none).join().outcomes()).isEmpty();
            assertThat(cars.loadAsync(none, this::queryLater).join().outcomes()).isEmpty();
            assertThat(cars.getAllAsync(none, this::queryLater).join()).isEmpty();
            assertThat(cars.evictAllAsync(none).join()).isNull();
        }
        for (Map<Integer, String> none : Arrays.asList(null, Map.<Integer, String>of())) {
            cars.putAll(none);
            assertThat(cars.putAllAsync(none).join()).isNull();
        }

        assertThat(application.calls()).isEmpty();
        assertThat(application.database.queries).isEmpty();
    }

    @Test
    @DisplayName("P1 a null key is refused, by name of the cache, before anything is asked")
    void nullKey() {
        start(TestStore.CONCURRENT_MAP);
        List<Integer> keys = Arrays.asList(1, null);
        Map<Integer, String> entries = Collections.singletonMap(null, "nobody");
        Stream<ThrowingCallable> calls = Stream.of(
                () -> cars.lookup(keys),
                () -> cars.load(keys, query),
                () -> cars.getAll(keys, query),
                () -> cars.putAll(entries),
                () -> cars.evictAll(keys),
                () -> cars.lookupAsync(keys),
                () -> cars.loadAsync(keys, this::queryLater),
                () -> cars.getAllAsync(keys, this::queryLater),
                () -> cars.putAllAsync(entries),
                () -> cars.evictAllAsync(keys));

        calls.forEach(
                call -> assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining("'cars'"));

        assertThat(application.calls()).isEmpty();
        assertThat(application.database.queries).isEmpty();
    }

    @Test
    @DisplayName("P3 whatever order the loader answers in, every value is under its own key")
    void otherOrder() {
        start(TestStore.CAFFEINE);
        BatchLoader<Integer, String> backwards = ids -> {
            Map<Integer, String> found = new LinkedHashMap<>();
            ids.stream()
                    .sorted(Collections.reverseOrder())
                    .filter(id -> id != 5)
                    .forEach(id -> found.put(id, "car " + id));
            return found;
        };

        assertThat(cars.getAll(List.of(9, 5, 7, 9, 8, 7), backwards))
                .containsExactly(Map.entry(9, "car 9"), Map.entry(7, "car 7"), Map.entry(8, "car 8"));

        assertThat(cars.lookup(List.of(5, 7, 8, 9)).outcomes())
                .containsExactly(
                        Map.entry(5, new Hit<>(null)),
                        Map.entry(7, new Hit<>("car 7")),
                        Map.entry(8, new Hit<>("car 8")),
                        Map.entry(9, new Hit<>("car 9")));
    }

    @Test
    @DisplayName("P1, S11 strictNull: null is a value, and what is missing is not cached")
    void strictNull() {
        start(TestStore.CAFFEINE);
        BatchCache<Integer, String> strict = cars.strictNull();
        Map<Integer, String> rows = new HashMap<>(Map.of(1, "one"));
        rows.put(2, null);

        assertThat(strict.load(List.of(1, 2, 3), ids -> rows).outcomes())
                .containsExactly(
                        Map.entry(1, new Loaded<>("one")),
                        Map.entry(2, new Loaded<>(null)),
                        Map.entry(3, new Missing<>()));

        assertThat(strict.getAll(List.of(1, 2, 3), ids -> null)).isEqualTo(rows);
        assertThat(cars.lookup(List.of(2, 3)).outcomes())
                .containsExactly(Map.entry(2, new Hit<>(null)), Map.entry(3, new NotCached<>()));
        assertThat(strict.getName()).isEqualTo(cars.getName()).isEqualTo("cars");
    }

    @Test
    @DisplayName("P3, S12 a loader that returns what nobody asked for has nothing recorded as missing; it is told once")
    void extraKeys(CapturedOutput output) {
        start(TestStore.CAFFEINE);
        application.database.missing.add(2);
        application.database.strays.put(77, "a stray");

        assertThat(cars.load(List.of(1, 2), query).outcomes())
                .containsExactly(Map.entry(1, new Loaded<>("car 1")), Map.entry(2, new Missing<>()));
        cars.load(List.of(2), query);

        assertThat(cars.lookup(List.of(1, 2, 77)).values()).containsOnlyKeys(1);
        assertThat(cars.lookup(List.of(2)).outcomes()).isEqualTo(Map.of(2, new NotCached<>()));
        assertThat(output.getAll().split("nobody had asked for", -1)).hasSize(2);
        assertThat(output).contains("'cars'", "77");
    }

    @Test
    @DisplayName("P1, S27 what is changed while it is loaded is returned, and not stored")
    void changedMeanwhile() {
        start(TestStore.CAFFEINE);
        application.database.during = ids -> {
            cars.putAll(Map.of(1, "newer"));
            cars.evictAll(List.of(2));
        };

        assertThat(cars.getAll(List.of(1, 2, 3), query))
                .containsEntry(1, "car 1")
                .containsEntry(2, "car 2");

        assertThat(cars.lookup(List.of(1, 2, 3)).outcomes())
                .isEqualTo(Map.of(1, new Hit<>("newer"), 2, new NotCached<>(), 3, new Hit<>("car 3")));
    }
}
