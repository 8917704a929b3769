package io.github.ms100.cacheasmulti.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.HeldCache;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import io.github.ms100.cacheasmulti.internal.store.StoreIdentities;
import io.github.ms100.cacheasmulti.seeding.SeedingCars.Car;
import io.micrometer.context.ContextRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.AopProxyUtils;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@DisplayName("P6-P8 seeding methods whose result comes later")
class SeedingLaterTests {

    private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

    private final HeldCache cache = new HeldCache("cars") {
        @Override
        protected void record(String call) {
            // They are long.
        }
    };

    private final CachingContext context = CachingContext.of(
            new GivenCaches(cache, new RecordingCache("groups"), new RecordingCache("plates")),
            SeedingCars.class,
            SeedingTests.Generators.class);

    private final SeedingCars cars = context.bean(SeedingCars.class);

    private final SeedingCars target = (SeedingCars) AopProxyUtils.getSingletonTarget(cars);

    @AfterEach
    void stop() {
        context.close();
        Callers.assertNothingIsLeft();
    }

    private static List<Car> cars(int count) {
        return IntStream.range(0, count)
                .mapToObj(id -> new Car(id, "car " + id))
                .toList();
    }

    @Test
    @DisplayName("A8 the caller hears of the very failure, wherever it was")
    void failure() {
        RuntimeException failure = new IllegalStateException("down");
        Supplier<Object> fails = () -> {
            throw failure;
        };
        target.finder = () -> CompletableFuture.supplyAsync(fails);
        assertThat(cars.future().handle((found, thrown) -> thrown).join()).isSameAs(failure);
        target.finder = () -> Mono.fromFuture(CompletableFuture.supplyAsync(fails));
        assertThatThrownBy(() -> cars.mono().block()).isSameAs(failure);
        assertThat(cache.getNativeCache()).isEmpty();
    }

    @Test
    @DisplayName("P7 hundreds of portions are put one after another, not one within another")
    void manyPortions() {
        target.finder = () -> CompletableFuture.completedFuture(cars(300_000));
        assertThat(cars.future().join()).hasSize(300_000);
        assertThat(cache.getNativeCache()).hasSize(300_000);
        cache.clear();
        Map<Integer, Car> byId = new HashMap<>();
        cars(300_000).forEach(car -> byId.put(car.id(), car));
        target.finder = () -> Mono.just(byId);
        assertThat(cars.mono().block()).isSameAs(byId);
        assertThat(cache.getNativeCache()).hasSize(300_000);
    }

    static Stream<Arguments> running() {
        List<Car> found = cars(3);
        Map<Integer, Car> byId = new HashMap<>();
        found.forEach(car -> byId.put(car.id(), car));
        return Stream.of(
                running("Mono", () -> Mono.just(byId), methods -> methods.mono().subscribe()),
                running("Flux", () -> Flux.fromIterable(found), methods -> methods.flux()
                        .subscribe()));
    }

    private static Arguments running(
            String name, Supplier<Object> finder, Function<SeedingCars, Disposable> subscription) {
        return Arguments.of(Named.of(name, finder), subscription);
    }

    @ParameterizedTest
    @MethodSource("running")
    @DisplayName("A10, S27 what is being put when the caller cancels still gives way to changes")
    void cancelled(Supplier<Object> finder, Function<SeedingCars, Disposable> subscription) {
        Hold hold = new Hold();
        cache.beforePut = keys -> hold.here();
        target.finder = finder;

        Disposable subscribed = subscription.apply(cars);
        hold.awaitReached();
        subscribed.dispose();
        cars.remove(1);
        hold.release();

        await().until(() -> !StoreIdentities.feed().loads().isListening());
        assertThat(cache.getNativeCache()).containsOnlyKeys(0, 2);
    }

    @Test
    @DisplayName("P8 an error that comes while a portion is put does not overtake the row that fills it")
    void errorWhileAPortionIsPut() {
        Hold hold = new Hold();
        cache.beforePut = keys -> hold.here();
        target.finder = () -> Flux.fromIterable(cars(1_000))
                .concatWith(Mono.error(new IllegalStateException("cursor lost")))
                .doOnError(failure -> hold.release());
        Queue<Integer> rows = new ConcurrentLinkedQueue<>();

        assertThatThrownBy(() -> cars.flux().doOnNext(car -> rows.add(car.id())).blockLast())
                .hasMessage("cursor lost");

        assertThat(rows).hasSize(1_000);
        assertThat(cache.getNativeCache()).hasSize(1_000);
    }

    @Test
    @DisplayName("P8 nor does it overtake rows that wait for somebody to ask for them, or for the portion before them")
    void errorBehindRows() {
        Hold hold = new Hold();
        target.finder =
                () -> Flux.fromIterable(cars(100)).concatWith(Mono.error(new IllegalStateException("cursor lost")));
        Queue<Integer> rows = new ConcurrentLinkedQueue<>();

        assertThatThrownBy(() -> cars.flux()
                        .concatMap(car -> Mono.just(car).publishOn(Schedulers.parallel()), 1)
                        .doOnNext(car -> rows.add(car.id()))
                        .blockLast())
                .hasMessage("cursor lost");
        assertThat(rows).hasSize(100);
        assertThat(cache.getNativeCache()).hasSize(100);

        rows.clear();
        cache.beforePut = keys -> {
            cache.beforePut = any -> {};
            hold.here();
        };
        target.finder = () -> Flux.fromIterable(cars(1_100))
                .concatWith(Mono.error(new IllegalStateException("cursor lost")))
                .doOnError(failure -> hold.release());
        assertThatThrownBy(() -> cars.flux().doOnNext(car -> rows.add(car.id())).blockLast())
                .hasMessage("cursor lost");
        assertThat(rows).hasSize(1_100);
        assertThat(cache.getNativeCache()).hasSize(1_100);
    }

    @Test
    @DisplayName("A11 the method is run, and rows are read, in the surroundings of the call")
    void surroundings() {
        ContextRegistry.getInstance().registerThreadLocalAccessor("seeding tenant", TENANT);
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        try {
            TENANT.set("acme");
            cache.beforePut = keys -> seen.add("put " + TENANT.get());
            target.finder = () -> {
                seen.add("method " + TENANT.get());
                return Mono.just(Map.of(1, new Car(1, "one"))).publishOn(Schedulers.parallel());
            };
            Mono<Map<Integer, Car>> mono = cars.mono();
            TENANT.set("another");
            mono.subscribeOn(Schedulers.boundedElastic()).block();
            assertThat(seen).containsExactly("method acme", "put acme");
        } finally {
            TENANT.remove();
            ContextRegistry.getInstance().removeThreadLocalAccessor("seeding tenant");
        }
    }
}
