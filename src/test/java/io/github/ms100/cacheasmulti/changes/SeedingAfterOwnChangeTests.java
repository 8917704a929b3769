package io.github.ms100.cacheasmulti.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Database;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.Cache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("P7, S21, S27 what is seeded in a transaction after a change of its own")
class SeedingAfterOwnChangeTests {

    static Stream<Arguments> changes() {
        List<Named<Consumer<ChangingCars>>> changes =
                List.of(Named.of("evict", cars -> cars.evict(1)), Named.of("clear", ChangingCars::evictAll));
        List<Named<Consumer<ChangingCars>>> seedings = List.of(
                Named.of("at once", cars -> cars.seed(List.of(1, 2))),
                Named.of("later", cars -> cars.seedLater(List.of(1, 2)).join()));
        return Stream.of(TestStore.CONCURRENT_MAP, TestStore.REDIS, TestStore.REDIS_LOCAL)
                .flatMap(store -> changes.stream()
                        .flatMap(change -> seedings.stream().map(seeding -> Arguments.of(store, change, seeding))));
    }

    @ParameterizedTest
    @MethodSource("changes")
    @DisplayName("is stored")
    void isStored(TestStore store, Consumer<ChangingCars> change, Consumer<ChangingCars> seeding) {
        Cache cache = store.newCache(TestStore.CARS);
        try (CachingContext context = CachingContext.of(
                new GivenCaches(new TransactionAwareCacheDecorator(cache)),
                ChangingCars.class,
                Database.class,
                Redis.class)) {
            ChangingCars cars = context.bean(ChangingCars.class);

            transaction().executeWithoutResult(status -> {
                change.accept(cars);
                seeding.accept(cars);
            });

            assertThat(cache.get(1, String.class)).isEqualTo("new 1");
            assertThat(cache.get(2, String.class)).isEqualTo("new 2");
        }
    }

    private static TransactionTemplate transaction() {
        return new TransactionTemplate(
                new DataSourceTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:seeds")));
    }

    @Configuration
    static class Redis {

        @Bean
        EnhancedCacheConverter<?> redisConverter() {
            return TestStore.redisConverter();
        }
    }
}
