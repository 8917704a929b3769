package io.github.ms100.cacheasmulti.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.cache.batch.AsyncBatchLoader;
import io.github.ms100.cacheasmulti.cache.batch.BatchCache;
import io.github.ms100.cacheasmulti.cache.batch.BatchLoader;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.cache.batch.Outcome;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.Cache;

@DisplayName("P2, P3 loaders that fail")
class TypedFailureTests {

    private static final RuntimeException FAILURE = new IllegalStateException("no connection");

    private TypedApplication application;

    private BatchCache<Integer, String> cars;

    @AfterEach
    void stop() {
        application.close();
    }

    private void start(Cache cache) {
        application = new TypedApplication(cache);
        cars = application.typed;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName(
            "P2, P3 a loader that fails leaves hits, and the keys it was asked for have failed by that very exception")
    void loaderFails(boolean later) {
        start(TestStore.CAFFEINE.newCache("cars"));
        cars.putAll(Map.of(1, "one"));

        BatchResult<Integer, String> result = application.load(later, List.of(2, 1, 3), ids -> {
            throw FAILURE;
        });

        assertThat(result.outcomes())
                .containsExactly(
                        Map.entry(2, new Outcome.Failed<>(FAILURE)),
                        Map.entry(1, new Outcome.Hit<>("one")),
                        Map.entry(3, new Outcome.Failed<>(FAILURE)));
        assertThatThrownBy(result::orThrow).isSameAs(FAILURE);
        assertThat(cars.lookup(List.of(1, 2, 3)).values()).containsOnlyKeys(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("P3 a loader can fail for some: the others are cached, and those it says nothing about are missing")
    void someFail(boolean later) {
        start(TestStore.CAFFEINE.newCache("cars"));
        BatchLoader<Integer, String> loader =
                BatchLoader.ofResult(ids -> BatchResult.of(Map.of(1, "one"), Map.of(2, FAILURE)));

        assertThat(application.load(later, List.of(1, 2, 3), loader).outcomes())
                .containsExactly(
                        Map.entry(1, new Outcome.Loaded<>("one")),
                        Map.entry(2, new Outcome.Failed<>(FAILURE)),
                        Map.entry(3, new Outcome.Missing<>()));

        assertThat(cars.lookup(List.of(1, 2, 3)).outcomes())
                .isEqualTo(
                        Map.of(1, new Outcome.Hit<>("one"), 2, new Outcome.NotCached<>(), 3, new Outcome.Hit<>(null)));
    }

    @Test
    @DisplayName("P1, P3 getAll is the map or the failure, whichever way that came, checked and Error too")
    void getAll() {
        start(TestStore.CAFFEINE.newCache("cars"));
        IOException checked = new IOException("unplugged");
        Error error = new StackOverflowError();
        RuntimeException other = new IllegalArgumentException("other");
        Map<Integer, Throwable> failures = new LinkedHashMap<>();
        failures.put(1, FAILURE);
        failures.put(2, other);
        BatchLoader<Integer, String> some = BatchLoader.ofResult(ids -> BatchResult.of(Map.of(3, "three"), failures));

        assertThatThrownBy(() -> cars.getAll(List.of(1, 2, 3), some))
                .isSameAs(FAILURE)
                .hasSuppressedException(other);
        assertThat(cars.lookup(List.of(1, 2, 3)).values()).containsOnlyKeys(3);
        assertThatThrownBy(() -> cars.getAllAsync(List.of(1, 2), TypedApplication.later(some))
                        .join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isSameAs(FAILURE);
        assertThatThrownBy(() -> cars.getAll(
                        List.of(1), ids -> TypedFailureTests.<RuntimeException, Map<Integer, String>>thrown(checked)))
                .isSameAs(checked);
        assertThatThrownBy(() -> cars.getAllAsync(List.of(1), ids -> CompletableFuture.failedFuture(checked))
                        .join())
                .cause()
                .isSameAs(checked);
        assertThatThrownBy(() ->
                        cars.getAll(List.of(1), ids -> TypedFailureTests.<Error, Map<Integer, String>>thrown(error)))
                .isSameAs(error);
        assertThatThrownBy(() ->
                        cars.load(List.of(1), ids -> TypedFailureTests.<Error, Map<Integer, String>>thrown(error)))
                .isSameAs(error);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable, T> T thrown(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    @DisplayName(
            "P3 a loader that answers with a lookup, with null in place of a result or of a stage, has failed, and is told so")
    void wrongAnswers() {
        start(TestStore.CAFFEINE.newCache("cars"));

        assertThatThrownBy(() -> cars.getAll(List.of(1), BatchLoader.ofResult(ids -> cars.lookup(ids))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'cars'", "1", "not cached");
        assertThatThrownBy(() -> cars.getAll(List.of(1), BatchLoader.ofResult(ids -> null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'cars'");
        assertThatThrownBy(() -> cars.getAllAsync(List.of(1), AsyncBatchLoader.ofResult(ids -> null))
                        .join())
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'cars'");
        assertThatThrownBy(() -> cars.getAllAsync(List.of(1), ids -> null).join())
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CompletionStage");
        assertThat(cars.getAllAsync(List.of(1), ids -> CompletableFuture.completedFuture(null))
                        .join())
                .isEmpty();
    }

    @Test
    @DisplayName("P3 an answer that cannot be read is why keys have failed, unless one has failed by itself")
    void unreadableAnswer() {
        start(TestStore.CAFFEINE.newCache("cars"));
        Map<Integer, Outcome<String>> answer = new LinkedHashMap<>();
        answer.put(1, new Outcome.Failed<>(FAILURE));
        answer.put(2, new Outcome.NotCached<>());

        Map<Integer, Throwable> failed = cars.load(
                        List.of(1, 2, 3), BatchLoader.ofResult(ids -> BatchResult.ofOutcomes(answer, Map.of(), false)))
                .failed();

        assertThat(failed).containsOnlyKeys(1, 2, 3).containsEntry(1, FAILURE);
        assertThat(failed.get(2)).isInstanceOf(IllegalArgumentException.class).isSameAs(failed.get(3));
    }
}
