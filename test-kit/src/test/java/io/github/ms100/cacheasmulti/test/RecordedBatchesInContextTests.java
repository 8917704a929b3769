package io.github.ms100.cacheasmulti.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** A bean of the test hears of the batch methods of its context, and each test method begins with nothing recorded. */
@SpringJUnitConfig
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecordedBatchesInContextTests {

    @Autowired
    private Cars cars;

    @Autowired
    private RecordedBatches batches;

    @Test
    @Order(1)
    void whatBatchMethodsDoIsRecorded() {
        cars.findByIds(List.of(1, 2));
        cars.findByIds(List.of(1, 2, 3, 3));
        cars.forget(List.of(1, 2));

        assertThat(batches)
                .method(Cars.class, "findByIds")
                .loadedElements(3)
                .inCalls(2)
                .foundElements(3);
        assertThat(batches).method(Cars.class, "forget").inCalls(1);
        assertThat(batches).cache("cars").lookedUpKeys(5).inLookups(2).hits(2).misses(3);
        assertThat(batches)
                .cache("cars")
                .storedEntries(3)
                .inStores(2)
                .evictedKeys(2)
                .inEvicts(1);
    }

    @Test
    @Order(2)
    void whatEarlierTestsDidIsForgotten() {
        assertThat(batches).isEmpty();

        cars.findByIds(List.of(3));

        assertThat(batches).method(Cars.class, "findByIds").inCalls(0);
        assertThat(batches).cache("cars").hits(1);
    }

    static class Cars {

        @Cacheable("cars")
        public Map<Integer, String> findByIds(@CacheAsMulti Collection<Integer> ids) {
            Map<Integer, String> found = new HashMap<>();
            ids.forEach(id -> found.put(id, "car " + id));
            return found;
        }

        @CacheEvict("cars")
        public void forget(@CacheAsMulti Collection<Integer> ids) {}
    }

    @Configuration
    @EnableCaching
    @Import({CacheAsMultiConfiguration.class, Cars.class, RecordedBatches.class})
    static class Application {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }
}
