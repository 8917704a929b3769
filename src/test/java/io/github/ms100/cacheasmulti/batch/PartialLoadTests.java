package io.github.ms100.cacheasmulti.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.cache.batch.BatchCache;
import io.github.ms100.cacheasmulti.cache.batch.BatchCaches;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.cache.batch.Outcome;
import io.github.ms100.cacheasmulti.cache.batch.PartialLoadException;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Hold;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.AopProxyUtils;

@DisplayName("P4 a load that has failed for some")
class PartialLoadTests {

    private static final RuntimeException FAILURE = new IllegalStateException("row is locked");

    private final CachingContext context = CachingContext.of(PartialCars.class);

    private final PartialCars cars = context.bean(PartialCars.class);

    private final PartialCars target = (PartialCars) AopProxyUtils.getSingletonTarget(cars);

    private final BatchCache<Integer, String> typed =
            context.bean(BatchCaches.class).cache("cars", String.class);

    private final Callers callers = new Callers();

    @AfterEach
    void stop() throws Exception {
        callers.close();
        context.close();
    }

    private static List<Integer> ids(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private Map<Object, Object> cached(String name) {
        return new HashMap<>((Map<?, ?>) context.cache(name).getNativeCache());
    }

    static List<Function<PartialCars, Throwable>> calls() {
        return List.of(
                cars -> catchThrowable(() -> cars.map(ids(0, 200))),
                cars -> catchThrowable(() -> cars.list(ids(0, 200))),
                cars -> catchThrowable(() -> cars.future(ids(0, 200)).join()).getCause(),
                cars -> catchThrowable(() -> cars.mono(ids(0, 200)).block()));
    }

    @ParameterizedTest
    @MethodSource("calls")
    @DisplayName("P4 reaches the caller, and what was loaded is cached: no key that was not is, nor is it missing")
    void reachesTheCaller(Function<PartialCars, Throwable> call) {
        ids(0, 50).forEach(id -> context.cache("cars").put(id, "cached " + id));
        Map<Integer, Throwable> failures = new HashMap<>();
        ids(190, 200).forEach(id -> failures.put(id, FAILURE));
        target.loader = PartialCars.allBut(failures);

        Throwable thrown = call.apply(cars);

        assertThat(thrown).isInstanceOfSatisfying(PartialLoadException.class, partial -> {
            assertThat(partial.getLoaded()).hasSize(140);
            assertThat(partial.getFailures()).isEqualTo(failures);
        });
        assertThat(cached("cars"))
                .hasSize(190)
                .doesNotContainKeys(190, 199)
                .containsEntry(50, "car 50")
                .containsEntry(0, "cached 0");
        target.loader = PartialCars::all;
        target.asked.clear();
        assertThat(cars.map(ids(0, 200))).hasSize(200);
        assertThat(target.asked).containsExactly(ids(190, 200));
    }

    @Test
    @DisplayName("P4, P5 whoever asks for a result by key gets hits, loads and failures")
    void resultByKey() {
        ids(0, 50).forEach(id -> context.cache("cars").put(id, "cached " + id));
        Map<Integer, Throwable> failures = new HashMap<>();
        ids(190, 200).forEach(id -> failures.put(id, FAILURE));
        target.loader = PartialCars.allBut(failures);

        BatchResult<Integer, String> result = cars.each(ids(0, 200));

        assertThat(result.outcomes().keySet()).containsExactlyElementsOf(ids(0, 200));
        assertThat(result.outcomes().values())
                .filteredOn(Outcome.Hit.class::isInstance)
                .hasSize(50);
        assertThat(result.outcomes().values())
                .filteredOn(Outcome.Loaded.class::isInstance)
                .hasSize(140);
        assertThat(result.failed()).isEqualTo(failures);
        assertThat(result.missing()).isEmpty();
        assertThat(typed.lookup(ids(0, 200)).values()).isEqualTo(result.values());
    }

    @Test
    @DisplayName(
            "P4, A13 so may what sends rows one after another; those that passed before by themselves are not cached")
    void flux() {
        PartialCars.Row row = new PartialCars.Row(1, "car 1");
        target.loader = ids -> {
            throw new PartialLoadException(Map.of(1, row), Map.of(2, FAILURE));
        };

        assertThatThrownBy(() -> cars.flux(List.of(1, 2)).collectList().block())
                .isInstanceOf(PartialLoadException.class);

        assertThat(cached("rows")).isEqualTo(Map.of(1, row));
    }

    @Test
    @DisplayName(
            "P4, S19 whoever waits is given what was loaded, and loads only what was not; of methods and of the API")
    void waiters() throws Exception {
        Hold hold = new Hold();
        target.loader = ids -> {
            if (ids.size() == 3) {
                hold.here();
                return PartialCars.allBut(Map.of(2, FAILURE)).apply(ids);
            }
            return PartialCars.all(ids);
        };
        var owner = callers.start(() -> cars.map(List.of(1, 2, 3)));
        hold.awaitReached();
        var method = callers.start(() -> cars.each(List.of(2, 3)));
        method.awaitWaiting();
        var api = callers.start(
                () -> typed.load(List.of(1, 3), ids -> PartialCars.all(ids).values()));
        api.awaitWaiting();
        var later = typed.loadAsync(
                List.of(3, 1),
                ids -> CompletableFuture.completedFuture(PartialCars.all(ids).values()));
        hold.release();

        assertThat(owner.failure()).isInstanceOf(PartialLoadException.class);
        assertThat(method.result().outcomes())
                .isEqualTo(Map.of(2, new Outcome.Loaded<>("car 2"), 3, new Outcome.Hit<>("car 3")));
        assertThat(api.result().values()).isEqualTo(Map.of(1, "car 1", 3, "car 3"));
        assertThat(later.join().values()).isEqualTo(Map.of(1, "car 1", 3, "car 3"));
        assertThat(target.asked).containsExactly(List.of(1, 2, 3), List.of(2));
    }

    @Test
    @DisplayName("P4, S19 methods wait for the API as it waits for them")
    void methodsWait() throws Exception {
        Hold hold = new Hold();
        target.loader = PartialCars::all;
        var owner = callers.start(() -> typed.load(List.of(1, 2, 3), ids -> {
            hold.here();
            throw new PartialLoadException(Map.of(1, "one"), Map.of(2, FAILURE));
        }));
        hold.awaitReached();
        var waiter = callers.start(() -> cars.map(List.of(1, 2, 3)));
        waiter.awaitWaiting();
        hold.release();

        assertThat(owner.result().failed()).containsOnlyKeys(2, 3).containsEntry(2, FAILURE);
        assertThat(waiter.result()).isEqualTo(Map.of(1, "one", 2, "car 2", 3, "car 3"));
        assertThat(target.asked).containsExactly(List.of(2, 3));
    }

    @Test
    @DisplayName("P4, P3 what the API is handed of another type has not been loaded")
    void otherType() {
        BatchResult<Integer, String> result = typed.load(List.of(1, 2), ids -> {
            throw new PartialLoadException(Map.of(1, 4711, 2, "two"), Map.of());
        });

        assertThat(result.values()).isEqualTo(Map.of(2, "two"));
        assertThat(result.failed().get(1))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContainingAll("Integer", "String", "'cars'");
        assertThat(cached("cars")).isEqualTo(Map.of(2, "two"));
    }

    @Test
    @DisplayName("P4, A8 a future fails by that very exception")
    void future() {
        PartialLoadException partial = new PartialLoadException(Map.of(1, "one"), Map.of(2, FAILURE));
        target.loader = ids -> {
            throw partial;
        };

        assertThatThrownBy(() -> cars.future(List.of(1, 2)).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isSameAs(partial);
        assertThatThrownBy(() -> typed.getAll(List.of(1, 2), ids -> {
                    throw partial;
                }))
                .isSameAs(partial);
        assertThat(cached("cars")).isEqualTo(Map.of(1, "one"));
    }

    @Test
    @DisplayName("P4 what a nested load has loaded is not what the one around it was asked for")
    void nested() {
        target.loader = ids -> {
            throw new PartialLoadException(Map.of(1, "car 1"), Map.of(2, FAILURE));
        };
        target.inner = cars::map;

        assertThatThrownBy(() -> cars.named(List.of(1, 2))).isInstanceOf(PartialLoadException.class);
        assertThatThrownBy(() -> context.bean(BatchCaches.class)
                        .<Integer, String>cache("typed", String.class)
                        .getAll(List.of(1, 2), cars::map))
                .isInstanceOf(PartialLoadException.class);

        assertThat(cached("cars")).isEqualTo(Map.of(1, "car 1"));
        assertThat(cached("named")).isEmpty();
        assertThat(cached("typed")).isEmpty();
    }
}
