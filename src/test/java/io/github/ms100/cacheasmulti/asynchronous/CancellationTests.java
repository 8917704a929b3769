package io.github.ms100.cacheasmulti.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@DisplayName("A10 who cancels a call")
class CancellationTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final int OFTEN = 50;

    private final ConcurrentMapCache cache = new ConcurrentMapCache("cars");

    private final CachingContext context = CachingContext.of(new GivenCaches(cache), Cars.class, Loads.class);

    private final Cars cars = context.bean(Cars.class);

    private final Loads loads = context.bean(Loads.class);

    @AfterEach
    void nothingIsLeft() {
        context.close();
        nothingIsLoading();
    }

    private static void nothingIsLoading() {
        Awaitility.await().until(() -> Flights.inThisJvm().isEmpty());
    }

    @Test
    @DisplayName("cancels the method's publisher where nobody else waits, and nothing is stored; the next call loads")
    void alone() {
        CompletableFuture<Map<Integer, String>> call =
                cars.shared(List.of(1, 2)).toFuture();

        call.cancel(true);

        assertThat(loads.cancelled).containsExactly(List.of(1, 2));
        nothingIsLoading();
        assertThat(cache.getNativeCache()).isEmpty();
        CompletableFuture<Map<Integer, String>> next = cars.shared(List.of(1)).toFuture();
        loads.arrive(List.of(1));
        assertThat(next).succeedsWithin(SOON).isEqualTo(Map.of(1, "car 1"));
    }

    @Test
    @DisplayName("touches nobody who waits for what he loads")
    void others() {
        CompletableFuture<Map<Integer, String>> first =
                cars.shared(List.of(1, 2)).toFuture();
        CompletableFuture<Map<Integer, String>> second =
                cars.shared(List.of(2, 3)).toFuture();
        CompletableFuture<Map<Integer, String>> third = cars.sharedFuture(List.of(3));
        loads.arrive(List.of(3));

        first.cancel(true);
        third.cancel(true);
        assertThat(loads.cancelled).isEmpty();
        loads.arrive(List.of(1, 2));

        assertThat(second).succeedsWithin(SOON).isEqualTo(Map.of(2, "car 2", 3, "car 3"));
        assertThat(loads.queries).containsExactly(List.of(1, 2), List.of(3));
        nothingIsLoading();
        assertThat(cache.getNativeCache()).containsOnlyKeys(1, 2, 3);
    }

    @Test
    @DisplayName("ends the load when the last has left who waited for it")
    void all() {
        CompletableFuture<Map<Integer, String>> first =
                cars.shared(List.of(1, 2)).toFuture();
        CompletableFuture<Map<Integer, String>> second = cars.shared(List.of(2)).toFuture();

        first.cancel(true);
        assertThat(loads.cancelled).isEmpty();
        second.cancel(true);

        nothingIsLoading();
        assertThat(loads.cancelled).containsExactly(List.of(1, 2));
        assertThat(cache.getNativeCache()).isEmpty();
    }

    @Test
    @DisplayName("of a future lets it go: what is loaded is stored")
    void future() {
        CompletableFuture<Map<Integer, String>> call = cars.sharedFuture(List.of(1, 2));

        call.cancel(true);
        loads.arrive(List.of(1, 2));

        nothingIsLoading();
        assertThat(loads.cancelled).isEmpty();
        assertThat(cache.getNativeCache()).containsOnlyKeys(1, 2);
    }

    @Test
    @DisplayName("before a portion has come stores nothing of those before")
    void portions() {
        CompletableFuture<Map<Integer, String>> call =
                cars.portions(List.of(1, 2)).toFuture();
        loads.arrive(List.of(1));
        Awaitility.await().until(() -> loads.queries.contains(List.of(2)));

        call.cancel(true);

        assertThat(loads.cancelled).containsExactly(List.of(2));
        assertThat(cache.getNativeCache()).isEmpty();
    }

    @Test
    @DisplayName("of a method that evicts when it is done leaves what is there")
    void evict() {
        cache.put(1, "old");
        CompletableFuture<Void> call = cars.remove(List.of(1)).toFuture();

        call.cancel(true);

        assertThat(loads.cancelled).containsExactly(List.of(1));
        assertThat(cache.getNativeCache()).containsOnlyKeys(1);
    }

    @Test
    @DisplayName("of a future that others do not wait for any more ends its load: who has failed does not wait")
    void failedWaiter() {
        CompletableFuture<Map<Integer, String>> first = cars.shared(List.of(1)).toFuture();
        CompletableFuture<Map<Integer, String>> second =
                cars.shared(List.of(1, 2)).toFuture();
        loads.fail(List.of(2));
        assertThat(second).failsWithin(SOON);

        first.cancel(true);

        nothingIsLoading();
        assertThat(loads.cancelled).containsExactly(List.of(1));
        assertThat(cache.getNativeCache()).isEmpty();
    }

    @Test
    @DisplayName("while he loads what others have not, ends that, though they were given what he had loaded")
    void rest() {
        CompletableFuture<Map<Integer, String>> failing =
                cars.shared(List.of(2)).toFuture();
        CompletableFuture<Map<Integer, String>> call =
                cars.shared(List.of(1, 2)).toFuture();
        CompletableFuture<Map<Integer, String>> given = cars.shared(List.of(1)).toFuture();
        loads.arrive(List.of(1));
        assertThat(given).succeedsWithin(SOON);
        loads.fail(List.of(2));
        assertThat(failing).failsWithin(SOON);
        Awaitility.await().until(() -> loads.queries.size() == 3);

        call.cancel(true);

        nothingIsLoading();
        assertThat(loads.cancelled).containsExactly(List.of(2));
    }

    @Test
    @DisplayName("is no error that nobody has heard")
    void nothingIsDropped() {
        List<Throwable> dropped = new CopyOnWriteArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            // The load ends in another thread: the more often, the likelier it is to do so before anything else
            // happens.
            for (int time = 0; time < OFTEN; time++) {
                cars.shared(List.of(1)).subscribe().dispose();
                nothingIsLoading();
            }
        } finally {
            Hooks.resetOnErrorDropped();
        }

        assertThat(loads.cancelled).hasSize(OFTEN).containsOnly(List.of(1));
        assertThat(dropped).isEmpty();
    }

    /** What is being loaded, by hand. */
    public static class Loads {

        final List<List<Integer>> queries = new CopyOnWriteArrayList<>();

        final List<List<Integer>> cancelled = new CopyOnWriteArrayList<>();

        private final Map<List<Integer>, Sinks.One<Map<Integer, String>>> running = new ConcurrentHashMap<>();

        Mono<Map<Integer, String>> of(List<Integer> ids) {
            List<Integer> query = List.copyOf(ids);
            return Mono.defer(() -> {
                queries.add(query);
                Sinks.One<Map<Integer, String>> sink = Sinks.one();
                running.put(query, sink);
                return sink.asMono().doOnCancel(() -> cancelled.add(query));
            });
        }

        void fail(List<Integer> ids) {
            running.get(ids)
                    .tryEmitError(new IllegalStateException("no database"))
                    .orThrow();
        }

        void arrive(List<Integer> ids) {
            Map<Integer, String> found = ids.stream()
                    .collect(Collectors.toMap(
                            Function.identity(), id -> "car " + id, (one, other) -> one, TreeMap::new));
            running.get(ids).tryEmitValue(found).orThrow();
        }
    }

    /** Methods whose loads are shared. */
    public static class Cars {

        private final Loads loads;

        Cars(Loads loads) {
            this.loads = loads;
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public Mono<Map<Integer, String>> shared(@CacheAsMulti List<Integer> ids) {
            return loads.of(ids);
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public CompletableFuture<Map<Integer, String>> sharedFuture(@CacheAsMulti List<Integer> ids) {
            return loads.of(ids).toFuture();
        }

        @Cacheable("cars")
        public Mono<Map<Integer, String>> portions(@CacheAsMulti(maxLoadSize = 1) List<Integer> ids) {
            return loads.of(ids);
        }

        @CacheEvict("cars")
        public Mono<Void> remove(@CacheAsMulti List<Integer> ids) {
            return loads.of(ids).then();
        }
    }
}
