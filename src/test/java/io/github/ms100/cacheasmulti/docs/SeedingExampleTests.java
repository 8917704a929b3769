package io.github.ms100.cacheasmulti.docs;

import static io.github.ms100.cacheasmulti.docs.CarTable.BUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.event.EventListener;

/** The examples of caches that are seeded with all there is. */
class SeedingExampleTests {

    private final CachingContext caching = CachingContext.of(Cars.class, WarmUp.class, CarTable.class);

    private final Cars cars = caching.bean(Cars.class);

    private final CarTable table = caching.bean(CarTable.class);

    @AfterEach
    void close() {
        caching.close();
    }

    @Test
    void whatIsReadAtTheStartIsCached() {
        caching.bean(WarmUp.class).warmUp();

        assertThat(cars.findById(3L)).isEqualTo(BUS);
        assertThat(cars.findByIds(List.of(1L, 2L, 3L))).hasSize(3);

        assertThat(table.statements()).containsExactly("select all");
    }

    @Test
    void whatPassesIsCached() {
        try (Stream<Car> all = cars.streamAll()) {
            assertThat(all.count()).isEqualTo(3);
        }

        assertThat(cars.findById(3L)).isEqualTo(BUS);
        assertThat(table.statements()).containsExactly("select all");
    }

    static class WarmUp {

        private final Cars cars;

        WarmUp(Cars cars) {
            this.cars = cars;
        }

        @EventListener(ApplicationReadyEvent.class)
        public void warmUp() {
            cars.findAll();
        }
    }

    static class Cars {

        private final CarTable table;

        Cars(CarTable table) {
            this.table = table;
        }

        @Cacheable("cars")
        public Car findById(Long id) {
            return table.selectById(id);
        }

        @Cacheable("cars")
        public Map<Long, Car> findByIds(@CacheAsMulti Collection<Long> ids) {
            return table.selectByIds(ids);
        }

        @CacheAsMulti(asElementField = "id")
        @CachePut("cars")
        public List<Car> findAll() {
            return table.selectAll();
        }

        @CacheAsMulti(asElementField = "id")
        @CachePut("cars")
        public Stream<Car> streamAll() {
            return table.selectAll().stream();
        }
    }
}
