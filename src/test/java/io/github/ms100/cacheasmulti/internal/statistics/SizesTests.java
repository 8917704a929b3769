package io.github.ms100.cacheasmulti.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("O7 how large batches are")
class SizesTests {

    @Test
    @DisplayName("a size is exact up to 16, and above that at most an eighth too large")
    void everySize() {
        for (int size = 0; size < 20_000; size++) {
            assertThat(median(size))
                    .as("median of one batch of %d", size)
                    .isBetween((long) size, (size <= 16) ? size : size + (size - 1) / 8L);
        }
        assertThat(median(Integer.MAX_VALUE)).isEqualTo(1L << 31);
    }

    @Test
    void medianIsWhatHalfDoNotExceed() {
        assertThat(median()).isZero();
        assertThat(median(1, 9)).isEqualTo(1);
        assertThat(median(1, 9, 9)).isEqualTo(9);
        assertThat(median(5, 1, 4, 2, 3)).isEqualTo(3);
        assertThat(median(0, 0, 7)).isZero();
    }

    private static long median(int... sizes) {
        Sizes all = new Sizes();
        for (int size : sizes) {
            all.add(size);
        }
        return Sizes.median(all.counts());
    }
}
