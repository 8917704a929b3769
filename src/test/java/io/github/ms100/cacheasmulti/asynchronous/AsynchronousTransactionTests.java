package io.github.ms100.cacheasmulti.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.internal.store.StoreIdentities;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Mono;

@DisplayName("A14 in a transaction of the thread that calls, on transaction-aware caches,")
class AsynchronousTransactionTests {

    private final ConcurrentMapCache cache = new ConcurrentMapCache("cars");

    private final CachingContext context =
            CachingContext.of(new GivenCaches(new TransactionAwareCacheDecorator(cache)), Cars.class);

    private final Cars cars = context.bean(Cars.class);

    private final TransactionTemplate transaction = new TransactionTemplate(
            new DataSourceTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:asynchronous")));

    @AfterEach
    void close() {
        context.close();
        Awaitility.await().until(() -> !StoreIdentities.feed().loads().isListening());
    }

    @Test
    @DisplayName("what was loaded is stored when it has been committed and is there, whichever comes last")
    void stores() {
        CompletableFuture<Void> late = new CompletableFuture<>();

        transaction.executeWithoutResult(status -> {
            assertThat(cars.find(List.of(1))).isCompletedWithValue(Map.of(1, "car 1"));
            cars.arrive(late);
            assertThat(cars.find(List.of(2))).isNotDone();
            assertThat(cache.getNativeCache()).isEmpty();
        });

        Awaitility.await()
                .untilAsserted(() -> assertThat(cache.getNativeCache()).containsOnlyKeys(1));
        late.complete(null);
        Awaitility.await()
                .untilAsserted(() -> assertThat(cache.getNativeCache()).containsOnlyKeys(1, 2));
    }

    @Test
    @DisplayName("what was evicted goes when it has been committed")
    void evicts() {
        cache.put(1, "old");

        transaction.executeWithoutResult(status -> {
            assertThat(cars.remove(List.of(1)).block()).isEqualTo("removed");
            assertThat(cache.getNativeCache()).containsOnlyKeys(1);
        });

        Awaitility.await()
                .untilAsserted(() -> assertThat(cache.getNativeCache()).isEmpty());
    }

    @Test
    @DisplayName("nothing is stored or evicted after a rollback, even if the value comes later")
    void rollback() {
        cache.put(3, "old");
        CompletableFuture<Void> late = new CompletableFuture<>();
        CompletableFuture<Map<Integer, String>> found = transaction.execute(status -> {
            cars.find(List.of(1));
            cars.remove(List.of(3)).block();
            cars.arrive(late);
            status.setRollbackOnly();
            return cars.find(List.of(2));
        });

        late.complete(null);

        assertThat(found).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(Map.of(2, "car 2"));
        Awaitility.await().until(() -> !StoreIdentities.feed().loads().isListening());
        assertThat(cache.getNativeCache()).containsOnlyKeys(3);
    }

    /** Methods whose results come later. */
    public static class Cars {

        private CompletableFuture<Void> arrival = CompletableFuture.completedFuture(null);

        public void arrive(CompletableFuture<Void> when) {
            arrival = when;
        }

        @Cacheable("cars")
        public CompletableFuture<Map<Integer, String>> find(@CacheAsMulti List<Integer> ids) {
            return arrival.thenApply(
                    any -> ids.stream().collect(Collectors.toMap(Function.identity(), id -> "car " + id)));
        }

        @CacheEvict("cars")
        public Mono<String> remove(@CacheAsMulti List<Integer> ids) {
            return Mono.just("removed");
        }
    }
}
