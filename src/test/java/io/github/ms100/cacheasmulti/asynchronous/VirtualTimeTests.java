package io.github.ms100.cacheasmulti.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.util.retry.Retry;

@DisplayName("A3 in virtual time, a batch")
class VirtualTimeTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final Duration HOUR = Duration.ofHours(1);

    private final CachingContext context = CachingContext.of(Loads.class, Cars.class);

    private final Loads loads = context.bean(Loads.class);

    private final Cars cars = context.bean(Cars.class);

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    @DisplayName("takes as long as the method does, once: what is cached comes at once")
    void slow() {
        StepVerifier.withVirtualTime(() -> cars.slow(List.of(1, 2)))
                .expectSubscription()
                .expectNoEvent(HOUR)
                .expectNext(Map.of(1, "car 1", 2, "car 2"))
                .expectComplete()
                .verify(SOON);
        StepVerifier.withVirtualTime(() -> cars.slow(List.of(2, 1)))
                .expectNext(Map.of(1, "car 1", 2, "car 2"))
                .expectComplete()
                .verify(SOON);
        assertThat(loads.queries).containsExactly(List.of(1, 2));
    }

    @Test
    @DisplayName("of rows hands them on when the last has come")
    void rows() {
        StepVerifier.withVirtualTime(() -> cars.rows(List.of(1, 2, 3)))
                .expectSubscription()
                .expectNoEvent(HOUR.multipliedBy(3))
                .expectNext(new Car(1), new Car(2), new Car(3))
                .expectComplete()
                .verify(SOON);
    }

    @Test
    @DisplayName("is tried again when its caller wants that, hours later: it looks up and loads once more")
    void retry() {
        loads.failures = 2;
        StepVerifier.withVirtualTime(() -> cars.slow(List.of(1)).retryWhen(Retry.fixedDelay(2, HOUR)))
                .expectSubscription()
                .thenAwait(HOUR)
                .then(() -> isWaitedFor(2))
                .thenAwait(HOUR.multipliedBy(2))
                .then(() -> isWaitedFor(4))
                .thenAwait(HOUR.multipliedBy(2))
                .expectNext(Map.of(1, "car 1"))
                .expectComplete()
                .verify(SOON);
        assertThat(loads.queries).containsExactly(List.of(1), List.of(1), List.of(1));
    }

    /** Waits until so many hours, first of a query and then of its caller, have begun: failures come in another thread. */
    private static void isWaitedFor(long begun) {
        await().until(() -> VirtualTimeScheduler.get().getScheduledTaskCount() == begun);
    }

    @Test
    @DisplayName("that takes too long for its caller is given up, and stores nothing")
    void timeout() {
        StepVerifier.withVirtualTime(() -> cars.slow(List.of(1)).timeout(HOUR.dividedBy(2), Mono.just(Map.of())))
                .expectSubscription()
                .expectNoEvent(HOUR.dividedBy(2))
                .expectNext(Map.of())
                .expectComplete()
                .verify(SOON);
        // In another thread: whoever comes before that waits for it, and has begun no hour.
        await().until(() -> Flights.inThisJvm().isEmpty());
        StepVerifier.withVirtualTime(() -> cars.slow(List.of(1)))
                .expectSubscription()
                .expectNoEvent(HOUR)
                .expectNext(Map.of(1, "car 1"))
                .expectComplete()
                .verify(SOON);
    }

    /** A row. */
    public record Car(Integer id) {}

    /** What was asked for, and how often that fails. */
    public static class Loads {

        private final List<List<Integer>> queries = new CopyOnWriteArrayList<>();

        private int failures;

        Map<Integer, String> load(List<Integer> ids) {
            queries.add(List.copyOf(ids));
            if (failures-- > 0) {
                throw new IllegalStateException("no database");
            }
            return ids.stream().collect(Collectors.toMap(Function.identity(), id -> "car " + id));
        }
    }

    /** An hour for each query, or for each row. */
    public static class Cars {

        private final Loads loads;

        Cars(Loads loads) {
            this.loads = loads;
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public Mono<Map<Integer, String>> slow(@CacheAsMulti List<Integer> ids) {
            return Mono.delay(HOUR).map(tick -> loads.load(ids));
        }

        @Cacheable("rows")
        public Flux<Car> rows(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
            return Flux.fromIterable(ids).map(Car::new).delayElements(HOUR);
        }
    }
}
