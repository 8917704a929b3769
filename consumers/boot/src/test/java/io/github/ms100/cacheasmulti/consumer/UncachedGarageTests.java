package io.github.ms100.cacheasmulti.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cache.CacheManager;
import org.springframework.cache.support.NoOpCacheManager;

/** What batch methods do in a slice with the caches it has if nothing is said: those that keep nothing. */
abstract class UncachedGarageTests {

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
    void cachesKeepNothing() {
        assertThat(caches).isInstanceOf(NoOpCacheManager.class);
    }

    @Test
    void aBatchLoadsAllItsElementsEachTime() {
        assertThat(garage.findByIds(List.of(12, 11, -11))).containsOnlyKeys(12, 11);
        assertThat(garage.findByIds(List.of(12, 11, -11)))
                .containsEntry(12, new Car(12, "NL-12"))
                .containsEntry(11, new Car(11, "NL-11"))
                .hasSize(2);

        assertThat(table.questions()).containsExactly(List.of(12, 11, -11), List.of(12, 11, -11));
    }

    @Test
    void rowsHaveTheOrderOfTheCall() {
        garage.findByPlates(List.of("NL-21"));

        assertThat(garage.findByPlates(List.of("NL-23", "NL-21", "NL-22")))
                .containsExactly(new Car(23, "NL-23"), new Car(21, "NL-21"), new Car(22, "NL-22"));
        assertThat(table.questions()).containsExactly(List.of(21), List.of(23, 21, 22));
    }
}
