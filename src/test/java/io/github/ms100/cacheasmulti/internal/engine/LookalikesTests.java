package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S6 equal elements with different keys cannot be told apart by a map or by field")
class LookalikesTests {

    @Test
    void noneIfNoElementIsEqualToAnother() {
        assertThat(Lookalikes.of(new int[] {0, 1, 2})).isSameAs(Lookalikes.NONE);
        assertThat(Lookalikes.of(new int[] {})).isSameAs(Lookalikes.NONE);
        assertThat(Lookalikes.NONE.isEmpty()).isTrue();
        assertThat(Lookalikes.NONE.contain(0)).isFalse();
        assertThat(Lookalikes.NONE.follow(0)).isFalse();
    }

    @Test
    void firstOfThemIsOneButFollowsNone() {
        Lookalikes lookalikes = Lookalikes.of(new int[] {0, 1, 1, 0, 4, 1});

        assertThat(lookalikes.isEmpty()).isFalse();
        assertThat(which(6, lookalikes::contain)).containsExactly(0, 1, 2, 3, 5);
        assertThat(which(6, lookalikes::follow)).containsExactly(2, 3, 5);
    }

    @Test
    void byPosition() {
        Lookalikes positions = Lookalikes.of(new int[] {0, 1, 1}).at(new int[] {2, 0, 1, 2, 0});

        assertThat(which(5, positions::contain)).containsExactly(0, 2, 3);
        assertThat(which(5, positions::follow)).containsExactly(0, 3);
        assertThat(Lookalikes.of(new int[] {0, 1, 1}).at(new int[] {0}).isEmpty())
                .isTrue();
    }

    private static int[] which(int count, IntPredicate index) {
        return IntStream.range(0, count).filter(index).toArray();
    }
}
