package io.github.ms100.cacheasmulti.docs;

import static io.github.ms100.cacheasmulti.docs.CarTable.BEETLE;
import static io.github.ms100.cacheasmulti.docs.CarTable.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The examples of methods whose results come later. */
class AsynchronousExampleTests {

    private final CachingContext caching = CachingContext.of(Cars.class, CarTable.class);

    private final Cars cars = caching.bean(Cars.class);

    private final CarTable table = caching.bean(CarTable.class);

    @AfterEach
    void close() {
        caching.close();
    }

    @Test
    void resultsThatComeLaterAreCachedElementByElement() {
        assertThat(cars.findByIds(List.of(1L)))
                .succeedsWithin(Duration.ofSeconds(20))
                .isEqualTo(Map.of(1L, BEETLE));
        assertThat(cars.streamByIds(List.of(1L, 2L)).collectList().block()).containsExactly(BEETLE, MINI);
        cars.deleteByIds(List.of(1L)).block();
        assertThat(cars.streamByIds(List.of(1L, 2L)).collectList().block()).containsExactly(MINI);

        assertThat(table.statements()).containsExactly("select [1]", "select [2]", "delete [1]", "select [1]");
    }

    static class Cars {

        private final CarTable table;

        private final Executor executor = new SimpleAsyncTaskExecutor();

        Cars(CarTable table) {
            this.table = table;
        }

        @Cacheable("cars")
        public CompletableFuture<Map<Long, Car>> findByIds(@CacheAsMulti Collection<Long> ids) {
            return CompletableFuture.supplyAsync(() -> table.selectByIds(ids), executor);
        }

        @Cacheable("cars")
        public Flux<Car> streamByIds(@CacheAsMulti(asElementField = "id") Collection<Long> ids) {
            return Flux.defer(() -> Flux.fromIterable(table.selectByIds(ids).values()))
                    .subscribeOn(Schedulers.boundedElastic());
        }

        @CacheEvict("cars")
        public Mono<Void> deleteByIds(@CacheAsMulti Collection<Long> ids) {
            return Mono.<Void>fromRunnable(() -> table.delete(ids)).subscribeOn(Schedulers.boundedElastic());
        }
    }
}
