package io.github.ms100.cacheasmulti.docs;

import static io.github.ms100.cacheasmulti.docs.CarTable.BEETLE;
import static io.github.ms100.cacheasmulti.docs.CarTable.BUS;
import static io.github.ms100.cacheasmulti.docs.CarTable.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.Cacheable;

/** The examples of results: by position, by a field of each row, grouped, missing. */
class ResultExampleTests {

    private final CachingContext caching = CachingContext.of(Cars.class, CarTable.class);

    private final Cars cars = caching.bean(Cars.class);

    private final List<String> statements = caching.bean(CarTable.class).statements();

    @AfterEach
    void close() {
        caching.close();
    }

    @Test
    void listByPositionHasNullForWhatIsMissing() {
        assertThat(cars.listByIds(List.of(2L, 9L, 1L))).containsExactly(MINI, null, BEETLE);
        assertThat(cars.listByIds(List.of(1L, 1L, 9L))).containsExactly(BEETLE, BEETLE, null);
        assertThat(statements).containsExactly("select [2, 9, 1]");
    }

    @Test
    void missingElementsAreRememberedUnlessOnlyExplicitNullsAre() {
        cars.findByIds(List.of(1L, 9L));
        cars.findByIds(List.of(1L, 9L));
        cars.strictByIds(List.of(1L, 9L));
        cars.strictByIds(List.of(1L, 9L));

        assertThat(statements).containsExactly("select [1, 9]", "select [1, 9]", "select [9]");
        assertThat(cars.findByIds(List.of(9L))).isEmpty();
    }

    @Test
    void explicitNullIsRememberedAndReturnedIfNullsAreStrict() {
        Map<Long, Car> first = cars.sold(List.of(1L, -5L, 9L));

        assertThat(first).containsEntry(-5L, null).containsOnlyKeys(1L, -5L);
        assertThat(cars.sold(List.of(1L, -5L, 9L))).isEqualTo(first);
        assertThat(statements).containsExactly("select [1, -5, 9]", "select [9]");
    }

    @Test
    void rowsAreMatchedByAFieldInWhateverOrderTheyCome() {
        assertThat(cars.rowsByIds(List.of(3L, 9L, 1L))).containsExactly(BUS, BEETLE);
        assertThat(cars.rowsByIds(Set.of(1L))).containsExactly(BEETLE);
        assertThat(statements).containsExactly("select [3, 9, 1]");
    }

    @Test
    void fieldMayBeAPath() {
        assertThat(cars.salesByCarIds(List.of(2L, 1L))).containsExactly(new Sale(MINI, 90), new Sale(BEETLE, 90));
        assertThat(caching.cache("sales").get(1L).get()).isEqualTo(new Sale(BEETLE, 90));
    }

    @Test
    void groupedRowsShareTheirEntriesWithAMethodThatReturnsAList() {
        assertThat(cars.findByOwners(List.of(8L, 7L, 6L))).containsExactly(MINI, BEETLE, BUS);

        assertThat(cars.findByOwner(7L)).containsExactly(BEETLE, BUS);
        assertThat(cars.findByOwner(6L)).isEmpty();
        assertThat(statements).containsExactly("select owners [8, 7, 6]");
    }

    @Test
    void optionalIsStoredUnwrapped() {
        assertThat(cars.optionals(List.of(1L, 9L))).containsExactly(Optional.of(BEETLE), Optional.empty());

        Cache cache = caching.cache("optionals");
        assertThat(cache.get(1L).get()).isEqualTo(BEETLE);
        assertThat(cache.get(9L).get()).isNull();
        assertThat(cars.optional(1L)).contains(BEETLE);
        assertThat(cars.optional(9L)).isEmpty();
        assertThat(statements).containsExactly("select [1, 9]");
    }

    record Sale(Car car, int price) {}

    static class Cars {

        private final CarTable cars;

        Cars(CarTable cars) {
            this.cars = cars;
        }

        @Cacheable("list")
        public List<Car> listByIds(@CacheAsMulti List<Long> ids) {
            Map<Long, Car> found = cars.selectByIds(ids);
            return ids.stream().map(found::get).toList(); // as many values as ids, null where there is none
        }

        @Cacheable("map")
        public Map<Long, Car> findByIds(@CacheAsMulti Collection<Long> ids) {
            return cars.selectByIds(ids);
        }

        @Cacheable("strict")
        public Map<Long, Car> strictByIds(@CacheAsMulti(strictNull = true) Collection<Long> ids) {
            return cars.selectByIds(ids);
        }

        @Cacheable("sold")
        public Map<Long, Car> sold(@CacheAsMulti(strictNull = true) Collection<Long> ids) {
            Map<Long, Car> found = new LinkedHashMap<>(cars.selectByIds(ids));
            ids.stream().filter(id -> id < 0).forEach(id -> found.put(id, null)); // known not to exist: cached
            return found; // ids of which nothing is known have no entry: asked for again next time
        }

        @Cacheable("cars")
        public List<Car> rowsByIds(@CacheAsMulti(asElementField = "id") Collection<Long> ids) {
            return List.copyOf(cars.selectByIds(ids).values());
        }

        @Cacheable("sales")
        public List<Sale> salesByCarIds(@CacheAsMulti(asElementField = "car.id") Collection<Long> carIds) {
            return cars.selectByIds(carIds).values().stream()
                    .map(car -> new Sale(car, 90))
                    .toList();
        }

        @Cacheable("carsByOwner")
        public List<Car> findByOwner(Long ownerId) {
            return cars.selectByOwners(List.of(ownerId));
        }

        @Cacheable("carsByOwner")
        public List<Car> findByOwners(
                @CacheAsMulti(asElementField = "ownerId", grouped = true) Collection<Long> ownerIds) {
            return cars.selectByOwners(ownerIds);
        }

        @Cacheable("optionals")
        public Optional<Car> optional(Long id) {
            return Optional.ofNullable(cars.selectById(id));
        }

        @Cacheable("optionals")
        public List<Optional<Car>> optionals(@CacheAsMulti Collection<Long> ids) {
            Map<Long, Car> found = cars.selectByIds(ids);
            List<Optional<Car>> result = new ArrayList<>();
            ids.forEach(id -> result.add(Optional.ofNullable(found.get(id))));
            return result;
        }
    }
}
