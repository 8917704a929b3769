package io.github.ms100.cacheasmulti.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    void beansAreThoseOfTheBuildIfAheadOfTime(@Autowired ApplicationContext application) {
        assertThat(StartTests.isProcessedAheadOfTime(application)).isEqualTo(Boolean.getBoolean("spring.aot.enabled"));
    }
}
