package io.github.ms100.cacheasmulti.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import io.github.ms100.cacheasmulti.seeding.SeedingCars.Car;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.cache.Cache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@DisplayName("P7, P8 portions of what is returned, and of what passes")
class PassingRowsTests {

    /** Notes how many entries it was given at once. */
    private final List<Integer> sizes = new ArrayList<>();

    private final RecordingCache cache = new RecordingCache("cars") {
        @Override
        public void multiPut(Map<?, ?> map) {
            sizes.add(map.size());
            super.multiPut(map);
        }

        @Override
        protected void record(String call) {
            // They are long.
        }
    };

    private CachingContext context;

    private SeedingCars cars;

    private SeedingCars target;

    @AfterEach
    void stop() {
        context.close();
        Callers.assertNothingIsLeft();
    }

    private void start(Cache used) {
        context = CachingContext.of(
                new GivenCaches(used, new RecordingCache("groups"), new RecordingCache("plates")),
                SeedingCars.class,
                SeedingTests.Generators.class);
        cars = context.bean(SeedingCars.class);
        target = (SeedingCars) AopProxyUtils.getSingletonTarget(cars);
    }

    private static Stream<Car> cars(int count) {
        return IntStream.range(0, count).mapToObj(id -> new Car(id, "car " + id));
    }

    @Test
    @DisplayName("P7 a list is put a thousand at a time")
    void list() {
        start(cache);
        target.finder = () -> cars(2500).toList();

        cars.all();

        assertThat(sizes).containsExactly(1000, 1000, 500);
        assertThat(cache.getNativeCache()).hasSize(2500);
    }

    @Test
    @DisplayName(
            "P8 the rows of a stream are put as they pass, the last when there are no more; closing it closes the method's own")
    void stream() {
        start(cache);
        AtomicBoolean closed = new AtomicBoolean();
        target.finder = () -> cars(2500).onClose(() -> closed.set(true));
        AtomicInteger seen = new AtomicInteger();

        try (Stream<Car> passing = cars.stream()) {
            assertThat(sizes).isEmpty();
            passing.forEach(car -> {
                // The row that fills a portion passes when it has been put.
                assertThat(sizes).hasSize(seen.incrementAndGet() / 1000);
            });
        }

        assertThat(seen).hasValue(2500);
        assertThat(sizes).containsExactly(1000, 1000, 500);
        assertThat(closed).isTrue();
    }

    @Test
    @DisplayName("P8 what has passed before an error, or before the caller had enough, stays")
    void partOfAStream() {
        start(cache);
        target.finder = () -> cars(10);
        try (Stream<Car> passing = cars.stream()) {
            assertThat(passing.limit(3)).hasSize(3);
        }
        assertThat(cache.getNativeCache()).containsOnlyKeys(0, 1, 2);
        target.finder = () -> cars(10).peek(car -> {
            if (car.id() == 5) {
                throw new IllegalStateException("cursor lost");
            }
        });

        assertThatThrownBy(() -> cars.stream().toList()).hasMessage("cursor lost");

        assertThat(cache.getNativeCache()).containsOnlyKeys(0, 1, 2, 3, 4);
    }

    @Test
    @DisplayName(
            "P8 so it is with a Flux, whose method runs at each subscription; a Mono and a future end when all is put")
    void reactive() {
        start(cache);
        AtomicInteger runs = new AtomicInteger();
        target.finder = () -> {
            runs.incrementAndGet();
            return Flux.fromStream(() -> cars(2500));
        };
        Flux<Car> flux = cars.flux();
        assertThat(runs).hasValue(0);
        assertThat(flux.count().block()).isEqualTo(2500);
        assertThat(sizes).containsExactly(1000, 1000, 500);
        assertThat(flux.count().block()).isEqualTo(2500);
        assertThat(runs).hasValue(2);
        cache.clear();
        target.finder =
                () -> Flux.fromStream(() -> cars(5)).concatWith(Mono.error(new IllegalStateException("cursor lost")));
        assertThatThrownBy(() -> cars.flux().collectList().block()).hasMessage("cursor lost");
        assertThat(cache.getNativeCache()).hasSize(5);
        cache.clear();
        target.finder = () -> Mono.just(Map.of(1, new Car(1, "one")));
        assertThat(cars.mono().block()).containsOnlyKeys(1);
        assertThat(cache.getNativeCache()).containsOnlyKeys(1);
        target.finder = Mono::empty;
        assertThat(cars.mono().blockOptional()).isEmpty();
        sizes.clear();
        target.finder = () -> CompletableFuture.supplyAsync(() -> cars(1200).toList());
        assertThat(cars.future().join()).hasSize(1200);
        assertThat(sizes).containsExactly(1000, 200);
        target.finder = () -> CompletableFuture.failedFuture(new IllegalStateException("down"));
        assertThatThrownBy(() -> cars.future().join()).hasRootCauseMessage("down");
    }

    @Test
    @DisplayName("P7, S21 on transaction-aware caches all wait for the commit, and none is put after a rollback")
    void transactions() {
        start(new TransactionAwareCacheDecorator(cache));
        TransactionTemplate transaction = new TransactionTemplate(
                new DataSourceTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID())));
        target.finder = () -> cars(1500).toList();

        transaction.executeWithoutResult(status -> {
            cars.all();
            assertThat(sizes).isEmpty();
            status.setRollbackOnly();
        });
        assertThat(sizes).isEmpty();
        transaction.executeWithoutResult(status -> {
            cars.all();
            target.finder = () -> CompletableFuture.completedFuture(cars(3).toList());
            assertThat(cars.future().join()).hasSize(3);
            assertThat(sizes).isEmpty();
        });

        assertThat(sizes).containsExactly(1000, 500, 3);
    }

    @Test
    @DisplayName("P8, S27 what a caller has of a stream after an error is handed on, and not cached: the run has ended")
    void afterAnError() {
        start(cache);
        target.finder = () -> cars(1_500);
        Spliterator<Car> rows = cars.stream().spliterator();
        assertThatThrownBy(() -> rows.tryAdvance(row -> {
                    throw new IllegalStateException("caller's own");
                }))
                .hasMessage("caller's own");
        List<Car> others = new ArrayList<>();

        rows.forEachRemaining(others::add);

        assertThat(others).hasSize(1_499);
        assertThat(cache.getNativeCache()).containsOnlyKeys(0);
    }

    @Test
    @DisplayName("P8 a million rows pass in the memory of one portion")
    void million() {
        AtomicInteger stored = new AtomicInteger();
        RecordingCache forgetful = new RecordingCache("cars") {
            @Override
            public void multiPut(Map<?, ?> map) {
                stored.addAndGet(map.size());
                sizes.add(map.size());
            }
        };
        start(forgetful);
        Supplier<Object> rows = () -> cars(1_000_000);
        target.finder = rows;

        try (Stream<Car> passing = cars.stream()) {
            assertThat(passing.count()).isEqualTo(1_000_000);
        }

        assertThat(stored).hasValue(1_000_000);
        assertThat(sizes).hasSize(1000).containsOnly(1000);
    }
}
