package io.github.ms100.cacheasmulti.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.cache.batch.BatchCache;
import io.github.ms100.cacheasmulti.cache.batch.BatchCaches;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.cache.batch.Outcome;
import io.github.ms100.cacheasmulti.cache.batch.PartialLoadException;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.AopProxyUtils;

@DisplayName("P5 methods that say of each element what came of it")
class OutcomeMethodTests {

    private static final RuntimeException FAILURE = new IllegalStateException("no connection");

    private final CachingContext context = CachingContext.of(PartialCars.class);

    private final PartialCars cars = context.bean(PartialCars.class);

    private final PartialCars target = (PartialCars) AopProxyUtils.getSingletonTarget(cars);

    @AfterEach
    void stop() {
        context.close();
    }

    private Map<Object, Object> cached(String name) {
        return new HashMap<>((Map<?, ?>) context.cache(name).getNativeCache());
    }

    static List<BiFunction<PartialCars, List<Integer>, BatchResult<Integer, String>>> methods() {
        return List.of(
                PartialCars::each, (cars, ids) -> cars.eachLater(ids).join(), (cars, ids) -> cars.eachSubscribed(ids)
                        .block());
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName(
            "P5 hits, loads, missing ones and failures, in argument order; the same when all but the failures are hits")
    void outcomes(BiFunction<PartialCars, List<Integer>, BatchResult<Integer, String>> method) {
        context.cache("cars").put(4, "cached");
        target.loader = ids -> BatchResult.of(Map.of(3, "car 3"), Map.of(2, FAILURE));

        BatchResult<Integer, String> first = method.apply(cars, List.of(4, 3, 2, 3, 1));

        assertThat(first.outcomes())
                .containsExactly(
                        Map.entry(4, new Outcome.Hit<>("cached")),
                        Map.entry(3, new Outcome.Loaded<>("car 3")),
                        Map.entry(2, new Outcome.Failed<>(FAILURE)),
                        Map.entry(1, new Outcome.Missing<>()));
        BatchResult<Integer, String> second = method.apply(cars, List.of(4, 3, 2, 1));
        assertThat(second.values()).isEqualTo(first.values());
        assertThat(second.missing()).isEqualTo(first.missing());
        assertThat(second.failed()).isEqualTo(first.failed());
        assertThat(target.asked).containsExactly(List.of(3, 2, 1), List.of(2));
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName("P5 if the method fails hits stay, and every key it was asked for has failed by that very exception")
    void fails(BiFunction<PartialCars, List<Integer>, BatchResult<Integer, String>> method) {
        context.cache("cars").put(4, "cached");
        target.loader = ids -> {
            throw FAILURE;
        };

        assertThat(method.apply(cars, List.of(4, 3, 2)).outcomes())
                .isEqualTo(Map.of(
                        4,
                        new Outcome.Hit<>("cached"),
                        3,
                        new Outcome.Failed<>(FAILURE),
                        2,
                        new Outcome.Failed<>(FAILURE)));

        assertThat(cached("cars")).containsOnlyKeys(4);
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName("P5, P4 if it has loaded some before, these are loaded")
    void failsInPart(BiFunction<PartialCars, List<Integer>, BatchResult<Integer, String>> method) {
        PartialLoadException partial = new PartialLoadException(Map.of(3, "car 3"), Map.of(2, FAILURE));
        target.loader = ids -> {
            throw partial;
        };

        assertThat(method.apply(cars, List.of(3, 2, 1)).outcomes())
                .isEqualTo(Map.of(
                        3,
                        new Outcome.Loaded<>("car 3"),
                        2,
                        new Outcome.Failed<>(FAILURE),
                        1,
                        new Outcome.Failed<>(partial)));
        assertThat(cached("cars")).containsOnlyKeys(3);
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName("P5 an Error is no outcome")
    void error(BiFunction<PartialCars, List<Integer>, BatchResult<Integer, String>> method) {
        Error error = new StackOverflowError();
        target.loader = ids -> {
            throw error;
        };

        assertThatThrownBy(() -> method.apply(cars, List.of(1)))
                .satisfiesAnyOf(thrown -> assertThat(thrown).isSameAs(error), thrown -> assertThat(thrown)
                        .hasRootCause(error));
    }

    @Test
    @DisplayName("P5, S11 null is a value where it is strict, and what is missing is not cached")
    void strict() {
        Map<Integer, String> loaded = new LinkedHashMap<>(Map.of(1, "one"));
        loaded.put(2, null);
        target.loader = ids -> BatchResult.of(loaded);

        BatchResult<Integer, String> result = cars.eachStrictly(List.of(1, 2, 3));

        assertThat(result.values()).isEqualTo(loaded);
        assertThat(result.missing()).containsExactly(3);
        assertThat(cached("cars")).containsOnlyKeys(1, 2);
        assertThat(cars.eachStrictly(List.of(1, 2)).values()).isEqualTo(loaded);
        assertThat(cars.each(List.of(2)).values()).isEmpty();
        assertThat(cars.each(List.of(2)).missing()).containsExactly(2);
    }

    @Test
    @DisplayName("P5, S4 Optional is stored unwrapped, and handed back wrapped")
    void optionals() {
        target.loader = ids -> BatchResult.of(Map.of(1, "one"), Map.of(3, FAILURE));

        for (int round = 0; round < 2; round++) {
            BatchResult<Integer, Optional<String>> result = cars.eachOptional(List.of(1, 2, 3));

            assertThat(result.values()).isEqualTo(Map.of(1, Optional.of("one")));
            assertThat(result.missing()).containsExactly(2);
            assertThat(result.failed()).containsOnlyKeys(3);
        }
        assertThat(cached("cars")).containsEntry(1, "one");
    }

    @Test
    @DisplayName("P5 portions go on after keys that failed, and end with a method that does")
    void portions() {
        target.loader = ids -> ids.contains(13)
                ? BatchResult.of(Map.of(14, "car 14"), Map.of(13, FAILURE))
                : BatchResult.of(Map.of(ids.get(0), "car " + ids.get(0)));

        assertThat(cars.eachByLastDigit(List.of(11, 12, 13, 14, 15)).outcomes())
                .containsExactly(
                        Map.entry(11, new Outcome.Loaded<>("car 11")),
                        Map.entry(12, new Outcome.Missing<>()),
                        Map.entry(13, new Outcome.Failed<>(FAILURE)),
                        Map.entry(14, new Outcome.Loaded<>("car 14")),
                        Map.entry(15, new Outcome.Loaded<>("car 15")));
        context.cache("cars").clear();
        RuntimeException locked = new IllegalStateException("row is locked");
        target.loader = ids -> {
            if (ids.contains(13)) {
                throw FAILURE;
            }
            return BatchResult.of(Map.of(11, "car 11"), Map.of(12, locked));
        };
        assertThat(cars.eachByLastDigit(List.of(11, 12, 13, 14, 15)).failed())
                .isEqualTo(Map.of(12, locked, 13, FAILURE, 14, FAILURE, 15, FAILURE));
        assertThat(cached("cars")).containsOnlyKeys(1);
    }

    @Test
    @DisplayName("P5, S16 an element whose key is that of one that failed is loaded by itself")
    void sharedKey() {
        target.loader = ids ->
                ids.contains(1) ? BatchResult.of(Map.of(), Map.of(1, FAILURE)) : BatchResult.of(Map.of(11, "car 11"));

        assertThat(cars.eachByLastDigit(List.of(1, 11)).outcomes())
                .containsExactly(
                        Map.entry(1, new Outcome.Failed<>(FAILURE)), Map.entry(11, new Outcome.Loaded<>("car 11")));

        assertThat(cached("cars")).isEqualTo(Map.of(1, "car 11"));
        assertThat(target.asked).containsExactly(List.of(1), List.of(11));
    }

    @Test
    @DisplayName(
            "P5, S17 a put of the same method stores what was loaded, and of what failed nothing, cached as it may be")
    void put() {
        context.cache("cars").put(3, "old");
        target.loader = ids -> BatchResult.of(Map.of(1, "car 1", 2, "car 2"), Map.of(3, FAILURE));

        assertThat(cars.eachSaved(List.of(1, 2, 3)).failed()).containsOnlyKeys(3);
        assertThat(cached("saved")).isEqualTo(Map.of(2, "car 2"));

        target.loader = ids -> {
            throw new PartialLoadException(Map.of(2, "newer"), Map.of());
        };
        assertThat(cars.eachSaved(List.of(1, 2, 3)).outcomes())
                .containsEntry(1, new Outcome.Hit<>("car 1"))
                .containsEntry(2, new Outcome.Loaded<>("newer"))
                .hasEntrySatisfying(3, failed -> assertThat(failed).isInstanceOf(Outcome.Failed.class));
        assertThat(cached("saved")).isEqualTo(Map.of(2, "newer"));
        assertThat(cached("cars")).isEqualTo(Map.of(1, "car 1", 2, "car 2", 3, "old"));
    }

    @Test
    @DisplayName("P5, S12 what nobody asked for is dropped, and then none is recorded as missing")
    void extraKeys() {
        target.loader = ids -> BatchResult.of(Map.of(1, "one", 77, "a stray"));

        assertThat(cars.each(List.of(1, 2)).outcomes())
                .isEqualTo(Map.of(1, new Outcome.Loaded<>("one"), 2, new Outcome.Missing<>()));

        assertThat(cached("cars")).containsOnlyKeys(1);
    }

    @Test
    @DisplayName("P5 a lookup is no answer: it says of a key that it is not cached, and not what it is; null is one")
    void noAnswer() {
        target.loader = ids -> BatchResult.ofOutcomes(Map.of(1, new Outcome.NotCached<>()), Map.of(), false);
        assertThat(cars.each(List.of(1)).failed().get(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("PartialCars", "each", "1");
        target.loader = ids -> null;

        assertThat(cars.each(List.of(1, 2)).missing()).containsExactly(1, 2);
    }

    @Test
    @DisplayName("P5, S7, S14 null and nothing go straight through; a failing key fails the call")
    void straightThrough() {
        BatchResult<Integer, String> own = BatchResult.of(Map.of());
        target.loader = ids -> own;
        assertThat(cars.each(List.of())).isSameAs(own);

        List<Integer> withNull = new ArrayList<>(List.of(1));
        withNull.add(null);
        assertThatThrownBy(() -> cars.eachByLastDigit(withNull)).hasMessageContaining("#ids % 10");
    }

    @Test
    @DisplayName("P5, S17 a late evict leaves what failed, with a condition and without")
    void lateEvicts() {
        target.loader = ids -> BatchResult.of(Map.of(1, "car 1"), Map.of(2, FAILURE));
        for (String name : List.of("others", "small")) {
            context.cache(name).put(1, "old");
            context.cache(name).put(2, "old");
        }

        assertThat(cars.eachEvicted(List.of(1, 2)).failed()).containsOnlyKeys(2);

        assertThat(cached("others")).containsOnlyKeys(2);
        assertThat(cached("small")).containsOnlyKeys(2);
    }

    @Test
    @DisplayName("P5, S11 where it is strict, what another cache holds as missing is missing, and no value of null")
    void missingElsewhere() {
        context.cache("other").put(2, null);
        BatchCache<Integer, String> other = context.bean(BatchCaches.class).cache("other", String.class);
        target.loader = ids -> other.load(ids, keys -> Map.of(1, "one"));

        assertThat(cars.eachStrictly(List.of(1, 2)).missing()).containsExactly(2);

        assertThat(cached("cars")).isEqualTo(Map.of(1, "one"));
    }

    @Test
    @DisplayName("P5, S16 what has failed is not asked for once more, whether loads are shared or not")
    void sharedKeyAfterFailure() {
        PartialLoadException partial = new PartialLoadException(Map.of(), Map.of(1, FAILURE));
        target.loader = ids -> {
            throw partial;
        };

        assertThat(cars.eachByLastDigit(List.of(1, 11)).failed()).isEqualTo(Map.of(1, FAILURE, 11, partial));
        assertThat(cars.eachByLastDigitInSync(List.of(2, 12)).failed()).containsOnlyKeys(2, 12);

        assertThat(target.asked).containsExactly(List.of(1), List.of(2));
    }
}
