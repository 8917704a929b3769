package io.github.ms100.cacheasmulti.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@DisplayName("A batch method whose result comes later")
class AsynchronousMethodTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final ConcurrentMapCache cache = new ConcurrentMapCache("cars");

    private final CachingContext context =
            CachingContext.of(new GivenCaches(cache, new ConcurrentMapCache("optionals")), AsyncCars.class);

    private final AsyncCars cars = context.bean(AsyncCars.class);

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    @DisplayName("A1 A4 loads what no cache knows, and what is known is there at once")
    void futures() {
        CompletableFuture<Map<Integer, String>> first = cars.future(List.of(1, 2));
        assertThat(first).isCompletedWithValue(Map.of(1, "car 1", 2, "car 2"));

        assertThat(cars.future(List.of(3, 2, 1)))
                .isCompletedWithValueMatching(found -> found.toString().equals("{3=car 3, 2=car 2, 1=car 1}"));
        assertThat(cars.stage(List.of(4, 3)).toCompletableFuture()).isCompletedWithValue(List.of("car 4", "car 3"));
        assertThat(cars.queries()).containsExactly(List.of(1, 2), List.of(3), List.of(4));
        assertThat(cache.getNativeCache()).containsOnlyKeys(1, 2, 3, 4);
    }

    @Test
    @DisplayName("A3 of a deferred type does nothing before it is subscribed to, and all of it at each subscription")
    void deferred() {
        Mono<Map<Integer, String>> found = cars.mono(List.of(1, 2));
        assertThat(cars.queries()).isEmpty();

        assertThat(found.block()).isEqualTo(Map.of(1, "car 1", 2, "car 2"));
        cache.evict(1);
        assertThat(found.block()).isEqualTo(Map.of(1, "car 1", 2, "car 2"));

        assertThat(cars.queries()).containsExactly(List.of(1, 2), List.of(1));
    }

    @Test
    @DisplayName("A1 A7 of many values matches them by field, and hands all of them on")
    void several() {
        Flux<AsyncCars.Car> found = cars.flux(List.of(1, 2));

        assertThat(found.collectList().block()).extracting(AsyncCars.Car::name).containsExactly("car 1", "car 2");
        assertThat(Flux.from(cars.publisher(List.of(2, 3))).collectList().block())
                .extracting(AsyncCars.Car::name)
                .containsExactly("car 2", "car 3");
        assertThat(cars.queries()).containsExactly(List.of(1, 2), List.of(3));
    }

    @Test
    @DisplayName("A2 shares entries with a single method that returns the value itself")
    void optionals() {
        assertThat(cars.optionals(List.of(1))).isCompletedWithValue(Map.of(1, Optional.of("car 1")));
        assertThat(cars.optional(1)).contains("car 1");
        assertThat(cars.optional(2)).contains("single 2");
        assertThat(cars.optionals(List.of(1, 2)))
                .isCompletedWithValue(Map.of(1, Optional.of("car 1"), 2, Optional.of("single 2")));
    }

    @Test
    @DisplayName("A7 puts and evicts before it ends, and hands on everything")
    void writes() {
        cars.put(List.of(1, 2)).block();
        assertThat(cache.getNativeCache()).containsOnlyKeys(1, 2);

        assertThat(cars.evict(List.of(1, 2)).collectList().block()).containsExactly("one", "two");
        assertThat(cache.getNativeCache()).isEmpty();
    }

    @Test
    @DisplayName("A8 fails by what the method fails by, as it is")
    void failures() {
        IllegalStateException failure = new IllegalStateException("no database");
        cars.arrive(value -> CompletableFuture.failedFuture(failure));

        assertThatThrownBy(() -> cars.mono(List.of(1)).block()).isSameAs(failure);
        CompletableFuture<Map<Integer, String>> future = cars.future(List.of(1));
        assertThat(future.handle((value, thrown) -> thrown)).isCompletedWithValue(failure);
        assertThat(cache.getNativeCache()).isEmpty();
    }

    @Test
    @DisplayName("A8 fails by just what the method throws or signals, if that looks like the wrapper of a stage, too")
    void failuresLikeWrappers() {
        List<Integer> ids = List.of(1);
        CompletionException failure = new CompletionException(new IllegalStateException("no database"));
        ExecutionException checked = new ExecutionException(new IllegalStateException("no database"));

        assertThatThrownBy(() -> cars.failing(ids, failure).block()).isSameAs(failure);
        assertThat(cars.failing(ids, checked).toFuture().handle((value, thrown) -> thrown))
                .isCompletedWithValue(checked);
        assertThatThrownBy(() -> cars.failingMidway(ids, failure).blockLast()).isSameAs(failure);
        assertThat(cars.throwing(ids, failure).handle((value, thrown) -> thrown))
                .isCompletedWithValue(failure);
    }

    @Test
    @DisplayName("A8 takes no exception of the method's for a wrapper")
    void noWrapper() {
        ExecutionException failure = new ExecutionException("of the method", new IllegalStateException("inner"));
        cars.arrive(value -> CompletableFuture.failedFuture(failure));

        assertThat(cars.future(List.of(1)).handle((value, thrown) -> thrown)).isCompletedWithValue(failure);
    }

    @Test
    @DisplayName("A3 hands a method the elements that there were at the call")
    void elementsOfTheCall() {
        cache.put(1, "old");
        List<Integer> ids = new ArrayList<>(List.of(1, 2));
        Flux<String> evicted = cars.evict(ids);
        ids.clear();

        evicted.blockLast();

        assertThat(cars.queries()).containsExactly(List.of(1, 2));
        assertThat(cache.getNativeCache()).isEmpty();
    }

    @Test
    @DisplayName("A8 says who returned null in place of a future")
    void nothingReturned() {
        assertThat(cars.nothing(List.of(1)).handle((value, thrown) -> thrown))
                .isCompletedWithValueMatching(thrown -> thrown instanceof IllegalStateException
                        && thrown.getMessage().contains("AsyncCars.nothing"));
    }

    @Test
    @DisplayName("A9 of nothing loaded gives a container, and is null to the cache")
    void nothingLoaded() {
        cars.arrive(value -> CompletableFuture.completedFuture(null));

        assertThat(cars.future(List.of(1))).isCompletedWithValue(Map.of());
        assertThat(cars.mono(List.of(2)).block()).isEmpty();
        assertThat(cars.flux(List.of(3)).collectList().block()).isEmpty();
        assertThat(cache.get(1)).isNotNull().satisfies(cached -> assertThat(cached.get())
                .isNull());
        assertThat(cache.getNativeCache()).containsOnlyKeys(1, 2, 3);
    }

    @Test
    @DisplayName("A9 S7 hands the method's own future on if nothing is asked for")
    void nothingAskedFor() {
        CompletableFuture<Object> own = new CompletableFuture<>();
        cars.arrive(value -> own);

        assertThat((Object) cars.future(List.of())).isSameAs(own);
    }

    @Test
    @DisplayName("A13 loads portions one after another, asks for all of each, and gives as much as is asked for")
    void demand() {
        List<Long> requested = new ArrayList<>();
        cars.watch(requested::add);
        List<AsyncCars.Car> taken = new ArrayList<>();
        BaseSubscriber<AsyncCars.Car> subscriber = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(1);
            }

            @Override
            protected void hookOnNext(AsyncCars.Car car) {
                taken.add(car);
            }
        };

        cars.portions(List.of(1, 2, 3)).subscribe(subscriber);

        assertThat(taken).hasSize(1);
        assertThat(cars.queries()).containsExactly(List.of(1, 2), List.of(3));
        assertThat(requested).containsExactly(Long.MAX_VALUE, Long.MAX_VALUE);
        subscriber.request(2);
        assertThat(taken).hasSize(3);
    }

    @Test
    @DisplayName(
            "A5 A6 goes on in the executor of the application after a late answer, and never in the thread that brings it")
    void threads() throws Exception {
        CompletableFuture<Object> late = new CompletableFuture<>();
        cars.arrive(value -> late);
        try (CachingContext own = CachingContext.of(
                new GivenCaches(cache, new ConcurrentMapCache("optionals")), AsyncCars.class, OwnExecutor.class)) {
            AsyncCars ownCars = own.bean(AsyncCars.class);
            ownCars.arrive(value -> late);
            CompletableFuture<String> library = threadAfter(cars.future(List.of(1)));
            CompletableFuture<String> application = threadAfter(ownCars.future(List.of(2)));

            Thread driver = new Thread(() -> late.complete(Map.of(1, "car 1", 2, "car 2")), "lettuce-like");
            driver.start();

            assertThat(library).succeedsWithin(SOON).asString().startsWith("cache-as-multi-call-");
            assertThat(application).succeedsWithin(SOON).isEqualTo("application");
            driver.join();
        }
    }

    private static CompletableFuture<String> threadAfter(CompletableFuture<?> future) {
        return future.thenApply(any -> Thread.currentThread().getName());
    }

    /** An executor for asynchronous batches. */
    static class OwnExecutor {

        @Bean
        Executor cacheAsMultiExecutor() {
            return work -> new Thread(work, "application").start();
        }
    }
}
