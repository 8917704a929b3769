package io.github.ms100.cacheasmulti.internal.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S27 what a change leaves for the loads that had begun before it")
class StampsTests {

    private static final int INDEX = Stamps.index("car");

    private final Stamps stamps = new Stamps();

    @Test
    void loadSeesWhatIsToldAfterItHasBegun() {
        long load = stamps.begin();
        assertThat(stamps.at(INDEX)).isLessThanOrEqualTo(load);
        assertThat(stamps.isNothingAfter(load)).isTrue();

        stamps.stamp(INDEX);

        assertThat(stamps.at(INDEX)).isGreaterThan(load);
        assertThat(stamps.isNothingAfter(load)).isFalse();
        assertThat(stamps.isNothingAfter(stamps.begin())).isTrue();
    }

    @Test
    void everyLoadSeesTheSecondOfTwoChanges() {
        long early = stamps.begin();
        stamps.stamp(INDEX);
        long late = stamps.begin();
        stamps.stamp(INDEX);

        assertThat(stamps.at(INDEX)).isGreaterThan(early).isGreaterThan(late);
    }

    @Test
    void uniqueNumberIsThatOfNoOtherChange() {
        stamps.begin();
        stamps.stamp(INDEX);
        long before = stamps.at(INDEX);
        long unique = stamps.unique();

        assertThat(stamps.stampUnique(INDEX, unique)).isEqualTo(before);
        assertThat(stamps.stampUnique(INDEX, unique)).as("once more").isEqualTo(unique);
        stamps.stamp(INDEX);
        assertThat(stamps.at(INDEX)).isGreaterThan(unique);
        assertThat(stamps.stampUnique(INDEX, unique)).as("somebody was faster").isGreaterThan(unique);
    }

    @Test
    @DisplayName("S27 who looks through a unique number sees the change of somebody slower")
    void slowerChangeBesideAUniqueNumber() {
        long load = stamps.begin();
        long moment = stamps.now();
        long unique = stamps.unique();
        assertThat(stamps.stampUnique(INDEX, unique)).isLessThanOrEqualTo(load);

        stamps.stampSince(INDEX, moment);

        assertThat(stamps.at(INDEX)).isGreaterThan(unique);
    }

    @Test
    @DisplayName("S1 who looks through a unique number sees the slower change that has one, too")
    void slowerUniqueNumber() {
        long older = stamps.unique();
        long newer = stamps.unique();
        stamps.stampUnique(INDEX, newer);

        assertThat(stamps.stampUnique(INDEX, older)).isEqualTo(newer);

        assertThat(stamps.at(INDEX)).isGreaterThan(newer);
    }

    @Test
    @DisplayName("S27 hardly any two entries have one number")
    void indexesAreSpread() {
        EntryScope cars = EntryScope.of(new Object(), "cars");
        int count = 10_000;

        assertThat(different(count, key -> key)).isGreaterThan(count * 9 / 10);
        assertThat(different(count, key -> key * 4096)).isGreaterThan(count * 9 / 10);
        assertThat(different(count, key -> new EntryId(cars, key))).isGreaterThan(count * 9 / 10);
        assertThat(different(count, key -> new EntryId(cars, "cars::" + key))).isGreaterThan(count * 9 / 10);
    }

    private static long different(int count, IntFunction<Object> entry) {
        return IntStream.range(0, count)
                .mapToObj(entry)
                .mapToInt(Stamps::index)
                .distinct()
                .count();
    }

    @Test
    void changesOfEntriesNeverCountAsOneOfAWholeCache() {
        EntryScope scope = EntryScope.of(new Object(), "cars");
        EntryScope other = EntryScope.of(new Object(), "drivers");

        long shared = IntStream.range(0, 1_000_000)
                .filter(key -> Stamps.index(new EntryId(other, key)) == Stamps.index(scope))
                .count();

        assertThat(shared).isZero();
    }
}
