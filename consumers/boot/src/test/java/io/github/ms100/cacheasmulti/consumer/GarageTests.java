package io.github.ms100.cacheasmulti.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.batch.BatchCache;
import io.github.ms100.cacheasmulti.cache.batch.BatchCaches;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.cache.batch.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cache.CacheManager;
import org.springframework.context.ApplicationContext;

/** What batch methods do in an application or a slice of it, whatever the store; each test has cars of its own. */
abstract class GarageTests {

    @Autowired
    Garage garage;

    @Autowired
    CarTable table;

    @Autowired
    CacheManager caches;

    @BeforeEach
    void forget() {
        table.forget();
    }

    @Test
    void aBatchMakesOneEntryPerElement() {
        garage.findByIds(List.of(11, 12));

        assertThat(caches.getCache("cars").get(11, Car.class)).isEqualTo(new Car(11, "NL-11"));
        assertThat(caches.getCache("cars").get(12, Car.class)).isEqualTo(new Car(12, "NL-12"));
        assertThat(caches.getCache("cars").get(List.of(11, 12))).isNull();
    }

    @Test
    void theMethodForOneFindsWhatABatchLoaded() {
        garage.findByIds(List.of(21, 22));

        assertThat(garage.findById(22)).isEqualTo(new Car(22, "NL-22"));
        assertThat(table.questions()).containsExactly(List.of(21, 22));
    }

    @Test
    void aSecondBatchLoadsOnlyWhatIsMissing() {
        garage.findByIds(List.of(31, 32, 33));

        assertThat(garage.findByIds(List.of(35, 33, 31, 34))).containsOnlyKeys(35, 33, 31, 34);
        assertThat(table.questions()).containsExactly(List.of(31, 32, 33), List.of(35, 34));
    }

    @Test
    void whatIsNotThereIsNotLoadedAgain() {
        assertThat(garage.findByIds(List.of(41, -41))).containsOnlyKeys(41);

        assertThat(garage.findByIds(List.of(41, -41))).containsOnlyKeys(41);
        assertThat(garage.findById(-41)).isNull();
        assertThat(table.questions()).containsExactly(List.of(41, -41));
    }

    @Test
    void rowsAreMatchedByTheirField() {
        garage.findByPlates(List.of("NL-52", "NL-51"));

        assertThat(garage.findByPlates(List.of("NL-51", "NL-53")))
                .extracting(Car::id)
                .containsExactly(51, 53);
        assertThat(caches.getCache("cars-by-plate").get("NL-52", Car.class)).isEqualTo(new Car(52, "NL-52"));
        assertThat(table.questions()).containsExactly(List.of(52, 51), List.of(53));
    }

    @Test
    void aBatchTellsWhatCameOfEachElement() {
        garage.findByIds(List.of(122));

        BatchResult<Integer, Car> answers = garage.ask(List.of(122, 121, 0, -121));

        assertThat(answers.outcomes().get(122)).isEqualTo(new Outcome.Hit<>(new Car(122, "NL-122")));
        assertThat(answers.outcomes().get(121)).isEqualTo(new Outcome.Loaded<>(new Car(121, "NL-121")));
        assertThat(answers.failed()).containsOnlyKeys(0);
        assertThat(answers.missing()).containsExactly(-121);
        assertThat(table.questions()).containsExactly(List.of(122), List.of(121, -121));
    }

    @Test
    void theMethodForOneFindsWhatAListHadOnIt() {
        assertThat(garage.list(91, 93)).extracting(Car::id).containsExactly(91, 92, 93);

        assertThat(garage.findByIds(List.of(93, 94))).containsOnlyKeys(93, 94);
        assertThat(garage.findById(91)).isEqualTo(new Car(91, "NL-91"));
        assertThat(table.questions()).containsExactly(List.of(91, 92, 93), List.of(94));
    }

    @Test
    void batchesByKeyShareEntriesWithMethods(@Autowired BatchCaches batches) {
        BatchCache<Integer, Car> cars = batches.cache("cars", Car.class);
        garage.findByIds(List.of(102));

        Map<Integer, Car> found = cars.getAll(List.of(101, 102), ids -> Map.of(101, new Car(101, "NL-101")));
        cars.putAll(Map.of(103, new Car(103, "NL-103")));
        cars.evictAll(List.of(102));

        assertThat(found.values()).containsExactly(new Car(101, "NL-101"), new Car(102, "NL-102"));
        garage.findByIds(List.of(101, 102, 103));
        assertThat(table.questions()).containsExactly(List.of(102), List.of(102));
    }

    @Test
    void batchesByKeyNeedNoApplication() {
        BatchCache<Integer, Car> cars = BatchCaches.from(caches).cache("cars", Car.class);

        cars.putAll(Map.of(111, new Car(111, "NL-111")));

        assertThat(cars.lookup(List.of(111, 112)).values()).containsOnlyKeys(111);
        assertThat(garage.findById(111)).isEqualTo(new Car(111, "NL-111"));
        assertThat(table.questions()).isEmpty();
    }

    @Test
    void beansAreThoseOfTheBuildIfAheadOfTime(@Autowired ApplicationContext application) {
        assertThat(StartTests.isProcessedAheadOfTime(application)).isEqualTo(Boolean.getBoolean("spring.aot.enabled"));
    }
}
