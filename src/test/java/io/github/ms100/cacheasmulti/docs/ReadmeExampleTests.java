package io.github.ms100.cacheasmulti.docs;

import static io.github.ms100.cacheasmulti.docs.CarTable.BEETLE;
import static io.github.ms100.cacheasmulti.docs.CarTable.BUS;
import static io.github.ms100.cacheasmulti.docs.CarTable.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.support.TypeMethodKeyGenerator;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The examples of the documents that need no store of their own. */
class ReadmeExampleTests {

    @Test
    void withoutTheLibraryTheWholeListIsOneKey() {
        try (CachingContext caching = CachingContext.of(Before.class, CarTable.class)) {
            caching.bean(Before.class).findByIds(List.of(1L, 2L));
            caching.bean(Before.class).findByIds(List.of(2L, 3L));

            assertThat(caching.bean(CarTable.class).statements()).containsExactly("select [1, 2]", "select [2, 3]");
            assertThat(caching.cache("cars").get(2L)).isNull();
        }
    }

    @Test
    void withTheLibraryEachElementIsOneKey() {
        try (CachingContext caching = CachingContext.of(After.class, CarTable.class)) {
            After cars = caching.bean(After.class);
            cars.findByIds(List.of(1L, 2L));

            assertThat(cars.findByIds(List.of(3L, 2L, 9L))).isEqualTo(Map.of(3L, BUS, 2L, MINI));
            assertThat(cars.findById(1L)).isEqualTo(BEETLE);
            assertThat(caching.bean(CarTable.class).statements()).containsExactly("select [1, 2]", "select [3, 9]");
        }
    }

    @Test
    void bootApplicationNeedsNothingButEnableCaching() {
        BootApplications.withCaches()
                .withPropertyValues("spring.cache.type=caffeine")
                .withUserConfiguration(CachingConfiguration.class, After.class, CarTable.class)
                .run(context -> {
                    context.getBean(After.class).findByIds(List.of(1L, 2L));
                    context.getBean(After.class).findByIds(List.of(1L, 2L, 3L));

                    assertThat(context.getBean(CarTable.class).statements())
                            .containsExactly("select [1, 2]", "select [3]");
                });
    }

    @Test
    void methodsShareACacheAndEachOtherOnlyWhereTheKeysAgree() {
        try (CachingContext caching = CachingContext.of(Keys.class, Shared.class, CarTable.class)) {
            caching.bean(Shared.class).findByIds(List.of(1L, 2L));

            assertThat(caching.bean(Shared.class).findById(2L)).isEqualTo(MINI);
            assertThat(caching.bean(CarTable.class).statements()).containsExactly("select [1, 2]");
            assertThat(caching.cache("shared").get(2L)).isNull();
        }
    }

    static class Before {

        private final CarTable cars;

        Before(CarTable cars) {
            this.cars = cars;
        }

        // Without: [1, 2] and [2, 3] are two keys. Car 2 is cached twice, and findById(2) still goes to the database.
        @Cacheable("cars")
        public Map<Long, Car> findByIds(Collection<Long> ids) {
            return cars.selectByIds(ids);
        }
    }

    static class After {

        private final CarTable cars;

        After(CarTable cars) {
            this.cars = cars;
        }

        @Cacheable("cars")
        public Car findById(Long id) {
            return cars.selectById(id);
        }

        // With: one entry per car, shared with findById. After [1, 2], a call with [2, 3] selects only car 3.
        @Cacheable("cars")
        public Map<Long, Car> findByIds(@CacheAsMulti Collection<Long> ids) {
            return cars.selectByIds(ids);
        }
    }

    @Configuration
    @EnableCaching
    static class CachingConfiguration {}

    @Configuration
    static class Keys {

        @Bean
        KeyGenerator carKeys() {
            return new TypeMethodKeyGenerator() {
                @Override
                protected String getMethod(Method method) {
                    return "byId"; // the same for findById and findByIds, so that they share their entries
                }
            };
        }
    }

    static class Shared {

        private final CarTable cars;

        Shared(CarTable cars) {
            this.cars = cars;
        }

        @Cacheable(cacheNames = "shared", keyGenerator = "carKeys")
        public Car findById(Long id) {
            return cars.selectById(id);
        }

        @Cacheable(cacheNames = "shared", keyGenerator = "carKeys")
        public Map<Long, Car> findByIds(@CacheAsMulti Collection<Long> ids) {
            return cars.selectByIds(ids);
        }
    }
}
