package io.github.ms100.cacheasmulti.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.internal.call.BatchObserver;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import io.github.ms100.cacheasmulti.support.SingleFlightSettings;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@DisplayName("A12 loads that are shared without a waiting thread")
class AsynchronousFlightTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final CachingContext context =
            CachingContext.of(new GivenCaches(new ConcurrentMapCache("cars")), Cars.class, Table.class);

    private final Cars cars = context.bean(Cars.class);

    private final Table table = context.bean(Table.class);

    private final Callers callers = new Callers();

    @AfterEach
    void close() throws Exception {
        callers.close();
        context.close();
        Awaitility.await().until(() -> Flights.inThisJvm().isEmpty());
    }

    @Test
    @DisplayName("are shared by those who wait and those who do not")
    void shared() throws Exception {
        CompletableFuture<Map<Integer, String>> first = cars.future(List.of(1, 2));
        var second = callers.start(() -> cars.blocking(List.of(2)));
        CompletableFuture<Map<Integer, String>> third = cars.mono(List.of(1)).toFuture();
        second.awaitWaiting();

        table.arrive();

        assertThat(first).succeedsWithin(SOON).isEqualTo(Map.of(1, "car 1", 2, "car 2"));
        assertThat(second.result()).isEqualTo(Map.of(2, "car 2"));
        assertThat(third).succeedsWithin(SOON).isEqualTo(Map.of(1, "car 1"));
        assertThat(table.queries).containsExactly(List.of(1, 2));
    }

    @Test
    @DisplayName("are not waited for by a blocking call in a thread that must not block")
    void nonBlockingThread() {
        CompletableFuture<Map<Integer, String>> first = cars.future(List.of(1));

        Map<Integer, String> found = Mono.fromCallable(() -> cars.blocking(List.of(1)))
                .subscribeOn(Schedulers.parallel())
                .block(SOON);

        assertThat(found).isEqualTo(Map.of(1, "car 1"));
        assertThat(first).isNotDone();
        table.arrive();
        assertThat(first).succeedsWithin(SOON);
    }

    @Test
    @DisplayName("are not waited for by calls that the loading method makes, of the thread or of the Reactor Context")
    void nested() {
        table.arrive();

        assertThat(cars.nested(List.of(1)).block(SOON)).isEqualTo(Map.of(1, "inner car 1"));
        assertThat(cars.nestedFuture(List.of(2))).succeedsWithin(SOON).isEqualTo(Map.of(2, "inner car 2"));
    }

    @Test
    @DisplayName("are waited for no longer than the limit")
    void limit() {
        try (CachingContext limited = CachingContext.of(
                new GivenCaches(new ConcurrentMapCache("cars")), Cars.class, Table.class, Limit.class)) {
            Cars own = limited.bean(Cars.class);
            CompletableFuture<Map<Integer, String>> first = own.future(List.of(1));

            CompletableFuture<Map<Integer, String>> second = own.future(List.of(1));

            Table tableOfOwn = limited.bean(Table.class);
            Awaitility.await().until(() -> tableOfOwn.queries.size() == 2);
            tableOfOwn.arrive();
            assertThat(first).succeedsWithin(SOON);
            assertThat(second).succeedsWithin(SOON);
        }
    }

    @Test
    @DisplayName("are all let go before anybody goes on who waits for one, even in the same thread")
    void sameThread() {
        try (CachingContext direct = CachingContext.of(
                new GivenCaches(new ConcurrentMapCache("cars")), Cars.class, Table.class, Direct.class)) {
            Cars own = direct.bean(Cars.class);
            CompletableFuture<Map<Integer, String>> first = own.future(List.of(1, 2));
            CompletableFuture<Map<Integer, String>> second = own.blockingInside(List.of(1));

            direct.bean(Table.class).fail(new IllegalStateException("no database"));

            assertThat(first).failsWithin(SOON);
            assertThat(second).succeedsWithin(SOON).isEqualTo(Map.of(1, "inner car 2"));
        }
    }

    @Test
    @DisplayName("end if whoever observes them fails before they begin")
    void observerFails() {
        try (CachingContext observed = CachingContext.of(
                new GivenCaches(new ConcurrentMapCache("cars")), Cars.class, Table.class, Failing.class)) {
            assertThat(observed.bean(Cars.class).future(List.of(1))).failsWithin(SOON);

            assertThat(Flights.inThisJvm().isEmpty()).isTrue();
        }
    }

    /** Goes on wherever something comes. */
    static class Direct {

        @Bean
        Executor cacheAsMultiExecutor() {
            return Runnable::run;
        }
    }

    /** Cannot observe a load. */
    static class Failing {

        @Bean
        BatchObserver observer() {
            return new BatchObserver() {
                @Override
                public @Nullable Observed call(
                        Method method, @Nullable Object[] elements, UnaryOperator<@Nullable Object> context) {
                    return null;
                }

                @Override
                public @Nullable Observed load(
                        Method method, @Nullable Object[] elements, UnaryOperator<@Nullable Object> context) {
                    throw new IllegalStateException("cannot observe");
                }
            };
        }
    }

    /** Waits for nearly nothing. */
    static class Limit {

        @Bean
        SingleFlightSettings singleFlight() {
            return new SingleFlightSettings(false, Duration.ofMillis(1));
        }
    }

    /** What is loaded arrives by hand. */
    static class Table {

        final List<List<Integer>> queries = new CopyOnWriteArrayList<>();

        private final CompletableFuture<Void> arrival = new CompletableFuture<>();

        void fail(Throwable failure) {
            arrival.completeExceptionally(failure);
        }

        void arrive() {
            arrival.complete(null);
        }

        CompletableFuture<Map<Integer, String>> load(List<Integer> ids) {
            queries.add(List.copyOf(ids));
            return arrival.thenApply(any -> now(ids));
        }

        static Map<Integer, String> now(List<Integer> ids) {
            return ids.stream().collect(Collectors.toMap(Function.identity(), id -> "car " + id));
        }
    }

    /** Methods whose loads are shared. */
    public static class Cars {

        private final Table table;

        private final ObjectProvider<Cars> self;

        Cars(Table table, ObjectProvider<Cars> self) {
            this.table = table;
            this.self = self;
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public Map<Integer, String> blocking(@CacheAsMulti List<Integer> ids) {
            return Table.now(ids);
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public CompletableFuture<Map<Integer, String>> future(@CacheAsMulti List<Integer> ids) {
            return table.load(ids);
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public Mono<Map<Integer, String>> mono(@CacheAsMulti List<Integer> ids) {
            return Mono.defer(() -> Mono.fromFuture(table.load(ids)));
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public CompletableFuture<Map<Integer, String>> blockingInside(@CacheAsMulti List<Integer> ids) {
            Map<Integer, String> others = self.getObject().blocking(List.of(2));
            return CompletableFuture.completedFuture(Map.of(ids.get(0), "inner " + others.get(2)));
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public Mono<Map<Integer, String>> nested(@CacheAsMulti List<Integer> ids) {
            return Mono.defer(() -> self.getObject().mono(ids))
                    .subscribeOn(Schedulers.parallel())
                    .map(AsynchronousFlightTests::inner);
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public CompletableFuture<Map<Integer, String>> nestedFuture(@CacheAsMulti List<Integer> ids) {
            return self.getObject().future(ids).thenApply(AsynchronousFlightTests::inner);
        }
    }

    private static Map<Integer, String> inner(Map<Integer, String> found) {
        return found.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, car -> "inner " + car.getValue()));
    }
}
