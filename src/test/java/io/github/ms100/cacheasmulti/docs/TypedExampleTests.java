package io.github.ms100.cacheasmulti.docs;

import static io.github.ms100.cacheasmulti.docs.CarTable.BEETLE;
import static io.github.ms100.cacheasmulti.docs.CarTable.MINI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.batch.BatchCache;
import io.github.ms100.cacheasmulti.cache.batch.BatchCaches;
import io.github.ms100.cacheasmulti.cache.batch.BatchLoader;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.cache.batch.PartialLoadException;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The examples of caches that are asked by their keys, and of results by key. */
class TypedExampleTests {

    private final CachingContext caching = CachingContext.of(
            CarService.class, CarResource.class, RemoteCars.class, PartlyRemoteCars.class, CarTable.class);

    private final CarService service = caching.bean(CarService.class);

    private final CarTable table = caching.bean(CarTable.class);

    @AfterEach
    void close() {
        caching.close();
    }

    @Test
    void serviceLoadsWhatIsNotCached() {
        assertThat(service.getCars(List.of(1L))).isEqualTo(Map.of(1L, BEETLE));
        assertThat(service.getCars(List.of(1L, 2L))).isEqualTo(Map.of(1L, BEETLE, 2L, MINI));
        service.sold(List.of(1L));
        assertThat(service.getCars(List.of(1L, 2L))).isEqualTo(Map.of(2L, MINI));

        assertThat(table.statements()).containsExactly("select [1]", "select [2]", "delete [1]", "select [1]");
    }

    @Test
    void resourceAnswersForEachKey() {
        CarResource resource = caching.bean(CarResource.class);
        RemoteCars remote = caching.bean(RemoteCars.class);
        remote.down(2L);

        assertThat(resource.cars(List.of(1L, 2L, 9L)))
                .isEqualTo(Map.of(
                        1L, Map.of("status", 200, "car", BEETLE),
                        2L, Map.of("status", 502, "error", "timeout"),
                        9L, Map.of("status", 404)));
        remote.up();
        assertThat(resource.cars(List.of(1L, 2L)).get(2L)).isEqualTo(Map.of("status", 200, "car", MINI));

        assertThat(table.statements()).containsExactly("select [1, 9]", "select [2]");
    }

    @Test
    void loaderSaysWhichKeysHaveFailed() {
        RemoteCars remote = caching.bean(RemoteCars.class);
        BatchCaches caches = caching.bean(BatchCaches.class);
        remote.down(2L);

        BatchCache<Long, Car> cars = caches.cache("typed cars", Car.class);
        BatchResult<Long, Car> result = cars.load(List.of(1L, 2L), BatchLoader.ofResult(remote::find));
        Map<Long, Car> found = result.values(); // cached, or loaded just now
        Collection<Long> missing = result.missing(); // there is none
        Map<Long, Throwable> failed = result.failed(); // nobody knows

        assertThat(found).isEqualTo(Map.of(1L, BEETLE));
        assertThat(missing).isEmpty();
        assertThat(failed).containsOnlyKeys(2L);
    }

    @Test
    void methodThrowsWhatItHasLoaded() {
        PartlyRemoteCars cars = caching.bean(PartlyRemoteCars.class);
        caching.bean(RemoteCars.class).down(2L);

        assertThatThrownBy(() -> cars.findByIds(List.of(1L, 2L))).isInstanceOf(PartialLoadException.class);

        assertThat(cars.findByIds(List.of(1L))).isEqualTo(Map.of(1L, BEETLE));
        assertThat(table.statements()).containsExactly("select [1]");
    }

    static class CarService {

        private final BatchCache<Long, Car> cars;

        private final CarTable table;

        CarService(BatchCaches caches, CarTable table) {
            this.cars = caches.cache("cars", Car.class);
            this.table = table;
        }

        public Map<Long, Car> getCars(Collection<Long> ids) {
            return cars.getAll(ids, table::selectByIds);
        }

        public void sold(Collection<Long> ids) {
            table.delete(ids);
            cars.evictAll(ids);
        }
    }

    /** Asks car by car, and knows of each whether it was answered. */
    static class RemoteCars {

        private final CarTable table;

        private final Map<Long, RuntimeException> down = new HashMap<>();

        RemoteCars(CarTable table) {
            this.table = table;
        }

        @Cacheable("remote cars")
        public BatchResult<Long, Car> findByIds(@CacheAsMulti Collection<Long> ids) {
            return find(ids);
        }

        public void down(Long id) {
            down.put(id, new IllegalStateException("timeout"));
        }

        public void up() {
            down.clear();
        }

        public BatchResult<Long, Car> find(Collection<Long> ids) {
            Map<Long, Throwable> failures = new LinkedHashMap<>(down);
            failures.keySet().retainAll(ids);
            List<Long> up = ids.stream().filter(id -> !failures.containsKey(id)).toList();
            return BatchResult.of(up.isEmpty() ? Map.of() : table.selectByIds(up), failures);
        }
    }

    static class PartlyRemoteCars {

        private final RemoteCars remote;

        PartlyRemoteCars(RemoteCars remote) {
            this.remote = remote;
        }

        @Cacheable("partly remote cars")
        public Map<Long, Car> findByIds(@CacheAsMulti Collection<Long> ids) {
            BatchResult<Long, Car> found = remote.find(ids);
            if (!found.failed().isEmpty()) {
                throw new PartialLoadException(found.values(), found.failed());
            }
            return found.values();
        }
    }

    @RestController
    static class CarResource {

        private final RemoteCars cars;

        CarResource(RemoteCars cars) {
            this.cars = cars;
        }

        @GetMapping("/cars")
        public Map<Long, Map<String, Object>> cars(@RequestParam List<Long> ids) {
            BatchResult<Long, Car> found = cars.findByIds(ids);
            Map<Long, Map<String, Object>> answers = new LinkedHashMap<>();
            found.values().forEach((id, car) -> answers.put(id, Map.of("status", 200, "car", car)));
            found.missing().forEach(id -> answers.put(id, Map.of("status", 404)));
            found.failed().forEach((id, cause) -> answers.put(id, Map.of("status", 502, "error", cause.getMessage())));
            return answers;
        }
    }
}
