package io.github.ms100.cacheasmulti.docs;

import static io.github.ms100.cacheasmulti.docs.CarTable.BEETLE;
import static io.github.ms100.cacheasmulti.docs.CarTable.BUS;
import static io.github.ms100.cacheasmulti.docs.CarTable.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.support.SimpleCacheManager;

/** The examples of puts, evicts and several operations. */
class WriteExampleTests {

    private static final Car NEW = new Car(null, "N-4", 9L);

    private final List<String> calls = new ArrayList<>();

    private final CachingContext caching = CachingContext.of(manager(), Cars.class, CarTable.class);

    private final Cars cars = caching.bean(Cars.class);

    @AfterEach
    void close() {
        caching.close();
    }

    @Test
    void putStoresEachValueUnderTheKeyOfItsElement() {
        Car painted = new Car(1L, "B-1x", 7L);

        cars.updateAll(List.of(painted, MINI));

        assertThat(calls).containsExactly("cars put {1=%s, 2=%s}".formatted(painted, MINI));
    }

    @Test
    void keyOfAPutMayBeFoundInTheResult() {
        List<Car> created = cars.createAll(List.of(NEW));

        assertThat(created).containsExactly(new Car(4L, "N-4", 9L));
        assertThat(calls).containsExactly("cars put {4=%s}".formatted(created.get(0)));
    }

    @Test
    void evictRemovesAllKeysInOneCall() {
        cars.deleteByIds(List.of(1L, 2L));

        assertThat(calls).containsExactly("cars evict [1, 2]");
    }

    @Test
    void keyOfAnEvictMayBeFoundInTheResult() {
        assertThat(cars.deleteAll(List.of(1L, 9L, 3L))).containsExactly(BEETLE, null, BUS);

        assertThat(calls).containsExactly("carsByPlate evict [B-1, B-3]");
    }

    @Test
    void evictOfAllEntriesIsDoneOnce() {
        cars.reload(List.of(1L, 2L));
        cars.reload(List.of());

        assertThat(calls).containsExactly("cars clear", "cars clear");
    }

    @Test
    void severalOperationsAreOneBatchEach() {
        cars.moveAll(List.of(BEETLE, BUS));

        assertThat(calls)
                .containsExactly(
                        "cars put {1=%s, 3=%s}".formatted(BEETLE, BUS),
                        "carsByPlate put {B-1=%s, B-3=%s}".formatted(BEETLE, BUS),
                        "carsByOwner evict [7]");
    }

    private CacheManager manager() {
        SimpleCacheManager manager = new SimpleCacheManager();
        manager.setCaches(Arrays.asList(
                new RecordingCache("cars", calls),
                new RecordingCache("carsByPlate", calls),
                new RecordingCache("carsByOwner", calls)));
        manager.initializeCaches();
        return manager;
    }

    static class Cars {

        private final CarTable table;

        Cars(CarTable table) {
            this.table = table;
        }

        @CachePut(cacheNames = "cars", key = "#cars.id")
        public List<Car> updateAll(@CacheAsMulti List<Car> cars) {
            return table.save(cars); // one value per element, by position
        }

        @CachePut(cacheNames = "cars", key = "#result.id")
        public List<Car> createAll(@CacheAsMulti List<Car> cars) {
            return table.save(cars); // the ids are made here
        }

        @CacheEvict("cars")
        public void deleteByIds(@CacheAsMulti Collection<Long> ids) {
            table.delete(ids);
        }

        @CacheEvict(cacheNames = "carsByPlate", key = "#result.plate", condition = "#result != null")
        public List<Car> deleteAll(@CacheAsMulti List<Long> ids) {
            return table.delete(ids); // by position again, null for a car that was not there
        }

        @CacheEvict(cacheNames = "cars", allEntries = true)
        public void reload(@CacheAsMulti Collection<Long> ids) {
            table.selectByIds(ids);
        }

        @Caching(
                put = {
                    @CachePut(cacheNames = "cars", key = "#cars.id"),
                    @CachePut(cacheNames = "carsByPlate", key = "#cars.plate")
                },
                evict = @CacheEvict(cacheNames = "carsByOwner", key = "#cars.ownerId"))
        public List<Car> moveAll(@CacheAsMulti List<Car> cars) {
            return table.save(cars);
        }
    }
}
