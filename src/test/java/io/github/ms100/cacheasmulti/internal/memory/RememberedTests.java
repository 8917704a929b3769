package io.github.ms100.cacheasmulti.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RememberedTests {

    private final Remembered<Integer, String> known = new Remembered<>();

    @Test
    void whatIsKnownStays() {
        assertThat(known.put(1, "one")).isTrue();

        assertThat(known.put(1, "other")).isFalse();
        assertThat(known.get(1)).isEqualTo("one");
        assertThat(known.get(2)).isNull();
    }

    @Test
    void tenThousandThingsAreKnownAtMost() {
        IntStream.range(0, 10_000).forEach(number -> known.put(number, "known"));
        assertThat(known.get(0)).isEqualTo("known");

        known.put(10_000, "one more");

        assertThat(IntStream.rangeClosed(0, 10_000).filter(number -> known.get(number) != null))
                .containsExactly(10_000);
        assertThat(known.put(0, "again")).isTrue();
    }
}
