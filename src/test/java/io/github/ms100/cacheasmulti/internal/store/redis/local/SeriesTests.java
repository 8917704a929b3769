package io.github.ms100.cacheasmulti.internal.store.redis.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("L12 every node numbers its own messages")
class SeriesTests {

    @Test
    void numbersFollowOneAnother() {
        Series series = Series.first();
        assertThat(series.isUsed()).isFalse();

        assertThat(series.take(1)).isEqualTo(1);
        assertThat(series.take(3)).isEqualTo(2);
        assertThat(series.take(1)).isEqualTo(5);

        assertThat(series.isUsed()).isTrue();
    }

    @Test
    void countsWhatHasBeenAnnounced() {
        Series series = Series.first();

        series.addAnnounced(2);
        series.addAnnounced(1);

        assertThat(series.announced()).isEqualTo(3);
        assertThat(series.isUsed()).isFalse();
    }

    @Test
    void theNextHasAnotherNameOfTheSameNodeAndBeginsAnew() {
        Series first = Series.first();
        first.take(5);
        first.addAnnounced(5);

        Series next = first.next();

        assertThat(next.name()).isNotEqualTo(first.name());
        assertThat(next.isOfNode(first.name())).isTrue();
        assertThat(first.isOfNode(next.name())).isTrue();
        assertThat(next.take(1)).isEqualTo(1);
        assertThat(next.announced()).isZero();
    }

    @Test
    void namesOfOneNodeDifferForAMillionTimes() {
        Series series = Series.first();
        Set<Long> names = new HashSet<>();

        for (int i = 0; i < 1 << 20; i++) {
            names.add(series.name());
            series = series.next();
        }

        assertThat(names).hasSize(1 << 20);
        assertThat(names).contains(series.name());
    }

    @Test
    void twoNodesAreNotTakenForEachOther() {
        assertThat(Series.first().isOfNode(Series.first().name())).isFalse();
    }
}
