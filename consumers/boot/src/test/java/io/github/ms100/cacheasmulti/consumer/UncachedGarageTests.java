package io.github.ms100.cacheasmulti.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.batch.BatchCache;
import io.github.ms100.cacheasmulti.cache.batch.BatchCaches;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    @Test
    void batchesByKeyLoadAllTheirKeysEachTime(@Autowired BatchCaches batches) {
        BatchCache<Integer, Car> cars = batches.cache("cars", Car.class);

        assertThat(cars.load(List.of(31, -31), this::select).missing()).containsExactly(-31);
        assertThat(cars.load(List.of(31, -31), this::select).values()).containsEntry(31, new Car(31, "NL-31"));

        assertThat(table.questions()).containsExactly(List.of(31, -31), List.of(31, -31));
    }

    private Map<Integer, Car> select(Set<Integer> ids) {
        return table.select(ids).stream().collect(Collectors.toMap(Car::id, Function.identity()));
    }

    @Test
    void whatAListHasOnItIsNotKept() {
        assertThat(garage.list(41, 42)).extracting(Car::id).containsExactly(41, 42);

        assertThat(garage.findById(42)).isEqualTo(new Car(42, "NL-42"));
        assertThat(table.questions()).containsExactly(List.of(41, 42), List.of(42));
    }
}
