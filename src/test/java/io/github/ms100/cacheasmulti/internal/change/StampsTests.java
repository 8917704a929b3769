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

    private long different(int count, IntFunction<Object> entry) {
        return IntStream.range(0, count)
                .mapToObj(entry)
                .mapToInt(changed -> stamps.place(Stamps.index(changed)))
                .distinct()
                .count();
    }

    @Test
    @DisplayName(
            "L7 of unrelated loads fewer than one in 20 is spoiled by 100,000 changes, where other nodes tell theirs")
    void widened() {
        stamps.widen();
        long load = stamps.begin();
        IntStream.range(0, 100_000).forEach(key -> stamps.stamp(Stamps.index("changed" + key)));

        long spoiled = IntStream.range(0, 100_000)
                .filter(key -> stamps.at(Stamps.index("unrelated" + key)) > load)
                .count();

        assertThat(spoiled).isLessThan(5_000);
    }

    @Test
    @DisplayName("L7 what has been left stays when room is made for more")
    void widenedLater() {
        EntryScope scope = EntryScope.of(new Object(), "cars");
        stamps.begin();
        stamps.stamp(INDEX);
        stamps.stamp(Stamps.index(scope));

        stamps.widen();
        stamps.widen();

        assertThat(stamps.at(INDEX)).isEqualTo(1);
        assertThat(stamps.at(Stamps.index(scope))).isEqualTo(1);
    }

    @Test
    @DisplayName("L7 nothing that is left while room is made is lost")
    void widenedMeanwhile() throws Exception {
        for (int round = 0; round < 20; round++) {
            Stamps growing = new Stamps();
            growing.stamp(INDEX);
            long load = growing.begin();
            Thread other = new Thread(
                    () -> IntStream.range(0, 5_000).forEach(key -> growing.stamp(Stamps.index("key" + key))));
            other.start();
            growing.widen();
            other.join();

            assertThat(IntStream.range(0, 5_000).filter(key -> growing.at(Stamps.index("key" + key)) <= load))
                    .isEmpty();
        }
    }

    @Test
    void changesOfEntriesNeverCountAsOneOfAWholeCache() {
        EntryScope scope = EntryScope.of(new Object(), "cars");
        EntryScope other = EntryScope.of(new Object(), "drivers");

        long shared = IntStream.range(0, 1_000_000)
                .filter(key -> stamps.place(Stamps.index(new EntryId(other, key))) == stamps.place(Stamps.index(scope)))
                .count();

        assertThat(shared).isZero();
    }
}
