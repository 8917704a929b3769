package io.github.ms100.cacheasmulti.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.cache.batch.Outcome;
import io.github.ms100.cacheasmulti.cache.batch.PartialLoadException;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.util.SerializationUtils;

@DisplayName("P2 what came of each key")
class BatchResultTests {

    private static final Throwable FAILURE = new IllegalStateException("no connection");

    private static Map<Integer, Outcome<String>> each() {
        Map<Integer, Outcome<String>> outcomes = new LinkedHashMap<>();
        outcomes.put(7, new Outcome.Hit<>("seven"));
        outcomes.put(6, new Outcome.Hit<>(null));
        outcomes.put(5, new Outcome.Loaded<>("five"));
        outcomes.put(4, new Outcome.Missing<>());
        outcomes.put(3, new Outcome.NotCached<>());
        outcomes.put(2, new Outcome.Failed<>(FAILURE));
        return outcomes;
    }

    @Test
    @DisplayName("P2 each key is in one of the views, in the order of the call")
    void views() {
        BatchResult<Integer, String> result = BatchResult.ofOutcomes(each(), Map.of(5, FAILURE), false);

        assertThat(result.outcomes().keySet()).containsExactly(7, 6, 5, 4, 3, 2);
        assertThat(result.values()).containsExactly(Map.entry(7, "seven"), Map.entry(5, "five"));
        assertThat(result.missing()).containsExactly(6, 4);
        assertThat(result.failed()).containsExactly(Map.entry(2, FAILURE));
        assertThat(result.cacheFailures()).containsExactly(Map.entry(5, FAILURE));
    }

    @Test
    @DisplayName("P2, S11 where null is a value it is one of the values, and missing is only what is missing")
    void strictNull() {
        BatchResult<Integer, String> result = BatchResult.ofOutcomes(each(), Map.of(), true);

        assertThat(result.values())
                .containsExactly(Map.entry(7, "seven"), new HashMap.SimpleEntry<>(6, null), Map.entry(5, "five"));
        assertThat(result.missing()).containsExactly(4);
    }

    @Test
    @DisplayName("P2 a result that is given has what was loaded and what has failed, and keeps both if the maps change")
    void given() {
        Map<Integer, String> values = new HashMap<>(Map.of(1, "one"));
        values.put(2, null);
        Map<Integer, Throwable> failures = new HashMap<>(Map.of(3, FAILURE));

        BatchResult<Integer, String> result = BatchResult.of(values, failures);
        values.clear();
        failures.clear();

        assertThat(result.outcomes())
                .isEqualTo(Map.of(
                        1,
                        new Outcome.Loaded<>("one"),
                        2,
                        new Outcome.Loaded<>(null),
                        3,
                        new Outcome.Failed<>(FAILURE)));
        assertThat(result)
                .isEqualTo(BatchResult.of(result.values(), result.failed()))
                .hasSameHashCodeAs(result);
        assertThat(result).isNotEqualTo(BatchResult.of(result.values())).hasToString("BatchResult" + result.outcomes());
    }

    @Test
    @DisplayName("P3 a key of which two things are said is an error that names it")
    void twoThings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchResult.of(Map.of(1, "one", 2, "two"), Map.of(2, FAILURE)))
                .withMessageEndingWith("[2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PartialLoadException(Map.of(1, "one"), Map.of(1, FAILURE)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchResult.of(Map.of(), Collections.singletonMap(7, null)))
                .withMessageContaining("7");
        assertThatIllegalArgumentException().isThrownBy(() -> new Outcome.Failed<>(null));
    }

    @Test
    @DisplayName("P2 orThrow returns the values, or throws the first failure with the others suppressed, once each")
    void orThrow() {
        RuntimeException other = new IllegalArgumentException("other");
        Map<Integer, Throwable> failures = new LinkedHashMap<>();
        failures.put(1, FAILURE);
        failures.put(2, other);
        failures.put(3, FAILURE);
        BatchResult<Integer, String> result = BatchResult.of(Map.of(4, "four"), failures);

        assertThatThrownBy(result::orThrow).isSameAs(FAILURE);
        assertThatThrownBy(result::orThrow).isSameAs(FAILURE);

        assertThat(FAILURE.getSuppressed()).containsExactly(other);
        assertThat(BatchResult.of(Map.of(4, "four")).orThrow()).containsExactly(Map.entry(4, "four"));
    }

    @Test
    @DisplayName(
            "P2 orThrow throws an Error as it is, and puts an exception that must be declared in one that need not be")
    void otherThrowables() {
        Error error = new StackOverflowError();
        IOException checked = new IOException("unplugged");

        assertThatThrownBy(() -> BatchResult.of(Map.of(), Map.of(1, error)).orThrow())
                .isSameAs(error);
        assertThatThrownBy(() -> BatchResult.of(Map.of(), Map.of(1, checked)).orThrow())
                .isInstanceOf(IllegalStateException.class)
                .hasCause(checked);
    }

    @Test
    @DisplayName("P2 nobody can change a result")
    void unmodifiable() {
        BatchResult<Integer, String> result = BatchResult.ofOutcomes(each(), Map.of(), false);

        for (Map<Integer, ?> view :
                List.of(result.outcomes(), result.values(), result.failed(), result.cacheFailures())) {
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(view::clear);
        }
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(result.missing()::clear);
    }

    @Test
    @DisplayName("P4 a partial load knows what there is of it, and its cause is the first failure")
    void partialLoad() {
        Map<Integer, String> loaded = new HashMap<>(Collections.singletonMap(1, null));
        PartialLoadException partial = new PartialLoadException(loaded, Map.of(2, FAILURE));
        loaded.clear();

        assertThat(partial.getLoaded()).isEqualTo(Collections.singletonMap(1, null));
        assertThat(partial.getFailures()).isEqualTo(Map.of(2, FAILURE));
        assertThat(partial).hasMessage("1 elements were loaded, 1 have failed").hasCause(FAILURE);
        assertThat(new PartialLoadException(Map.of(1, "one"), Map.of())).hasNoCause();
    }

    @Test
    @DisplayName("P2 what is thrown is not suppressed by what it is the cause of, nor is it its own")
    void noCycle() {
        RuntimeException first = new IllegalStateException("first");
        PartialLoadException partial = new PartialLoadException(Map.of(), Map.of(1, first));
        Map<Integer, Throwable> failures = new LinkedHashMap<>();
        failures.put(1, first);
        failures.put(2, partial);

        assertThatThrownBy(() -> BatchResult.of(Map.of(), failures).orThrow()).isSameAs(first);

        assertThat(first).hasNoSuppressedExceptions();
    }

    @Test
    @DisplayName("P4 what came from another JVM has lost what it held, and still says what it is")
    void serialized() {
        PartialLoadException copy =
                SerializationUtils.clone(new PartialLoadException(Map.of(1, "one"), Map.of(2, FAILURE)));

        assertThat(copy.getLoaded()).isEmpty();
        assertThat(copy.getFailures()).isEmpty();
        assertThat(copy).hasMessage("1 elements were loaded, 1 have failed");
    }
}
