package io.github.ms100.cacheasmulti.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache.ValueWrapper;

/** What a partial failure says (S23, S24). */
class PartialBatchExceptionTests {

    private final RuntimeException first = new IllegalStateException("first");

    private final RuntimeException second = new IllegalStateException("second");

    @Test
    @DisplayName("S24 failed keys keep the order of the batch and are told with the first cause")
    void failuresKeepTheirOrder() {
        Map<Object, RuntimeException> failures = new LinkedHashMap<>();
        failures.put("b", first);
        failures.put("a", second);

        PartialBatchException failure = new PartialBatchException(failures);
        failures.clear();

        assertThat(failure.getFailures()).containsExactly(Map.entry("b", first), Map.entry("a", second));
        assertThat(failure.getHits()).isEmpty();
        assertThat(failure).hasCause(first).hasMessageContaining("2 key(s): [b, a]");
    }

    @Test
    @DisplayName("S23 a read carries what could be read")
    void readCarriesItsHits() {
        Map<Object, ValueWrapper> hits = new LinkedHashMap<>();
        ValueWrapper hit = () -> "value";
        hits.put("a", hit);

        PartialBatchException failure = new PartialBatchException(hits, Map.of("b", first));
        hits.clear();

        assertThat(failure.getHits()).containsExactly(Map.entry("a", hit));
    }

    @Test
    void messageOfALargeBatchStaysShort() {
        Map<Object, RuntimeException> failures = new LinkedHashMap<>();
        CacheContents.keys(10_000).forEach(key -> failures.put(key, first));

        PartialBatchException failure = new PartialBatchException(failures);

        assertThat(failure).hasMessageContainingAll("10000 key(s)", "0, 1, 2", "...");
        assertThat(failure.getMessage()).hasSizeLessThan(200);
        assertThat(failure.getFailures()).hasSize(10_000);
    }

    @Test
    void keysCannotWriteLinesOfTheirOwn() {
        assertThat(new PartialBatchException(Map.of("1\n2026 WARN forged", first)))
                .hasMessageContaining("[1\\n2026 WARN forged]");
    }

    @Test
    void failureWithoutFailedKeysIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PartialBatchException(Map.of()));
    }
}
