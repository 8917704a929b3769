package io.github.ms100.cacheasmulti.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

@DisplayName("S21 transaction-aware caches")
class TransactionTests {

    private final List<String> calls = new ArrayList<>();

    private final RecordingCache cache = new RecordingCache("cars", calls);

    private final RecordingErrorHandler handler = new RecordingErrorHandler();

    private final CachingContext context =
            CachingContext.with(handler, Cars.class, new TransactionAwareCacheDecorator(cache));

    private final Cars cars = context.bean(Cars.class);

    private final TransactionTemplate transaction = new TransactionTemplate(
            new DataSourceTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:transactions")));

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    @DisplayName("S21 reads are batched through the decorator; puts and evicts become one batch each after the commit")
    void writesWaitForTheCommit() {
        transaction.executeWithoutResult(status -> {
            cars.find(List.of(1, 2));
            cars.remove(List.of(3, 4));
            assertThat(calls).containsExactly("cars get [1, 2]");
        });

        assertThat(calls).containsExactly("cars get [1, 2]", "cars put {1=v1, 2=v2}", "cars evict [3, 4]");
    }

    @Test
    @DisplayName("S21 nothing is written or evicted after a rollback")
    void nothingAfterRollback() {
        transaction.executeWithoutResult(status -> {
            cars.find(List.of(1, 2));
            cars.remove(List.of(3, 4));
            status.setRollbackOnly();
        });

        assertThat(calls).containsExactly("cars get [1, 2]");
    }

    @Test
    @DisplayName("S20 evicts before the invocation are immediate, also in a transaction")
    void earlyEvictsAreImmediate() {
        transaction.executeWithoutResult(status -> {
            cars.removeBefore(List.of(1, 2));
            assertThat(calls).containsExactly("cars evictIfPresent [1, 2]");
        });

        assertThat(calls).hasSize(1);
    }

    @Test
    @DisplayName("S21 without a transaction writes are immediate")
    void withoutTransaction() {
        cars.find(List.of(1));

        assertThat(calls).containsExactly("cars get [1]", "cars put {1=v1}");
    }

    @Test
    @DisplayName("S21, S22 a failure after the commit goes to the error handler, with the user's own cache")
    void failureAfterTheCommit() {
        TransactionAwareCacheDecorator decorator = new TransactionAwareCacheDecorator(new Full());
        try (CachingContext failing = CachingContext.with(handler, Cars.class, decorator)) {
            transaction.executeWithoutResult(status -> failing.bean(Cars.class).find(List.of(1, 2)));

            assertThat(handler.heard()).containsExactly("put [1, 2]={1=v1, 2=v2} full");
            assertThat(handler.caches()).containsExactly(decorator);

            handler.rethrow = true;
            assertThatIllegalStateException()
                    .isThrownBy(() -> transaction.executeWithoutResult(
                            status -> failing.bean(Cars.class).find(List.of(3))))
                    .withMessage("full");
        }
    }

    @Test
    @DisplayName("S21, S22 a clear waits for the commit, and its failure goes to the error handler, too")
    void failedClearAfterTheCommit() {
        TransactionAwareCacheDecorator decorator = new TransactionAwareCacheDecorator(new Full());
        try (CachingContext failing = CachingContext.with(handler, Cars.class, decorator)) {
            transaction.executeWithoutResult(status -> {
                failing.bean(Cars.class).removeAll(List.of(1, 2));
                assertThat(handler.heard()).isEmpty();
            });

            assertThat(handler.heard()).containsExactly("clear locked");
            assertThat(handler.caches()).containsExactly(decorator);
        }
    }

    static class Cars {

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            Map<Integer, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, "v" + id));
            return found;
        }

        @CacheEvict("cars")
        public void remove(@CacheAsMulti List<Integer> ids) {}

        @CacheEvict(cacheNames = "cars", allEntries = true)
        public void removeAll(@CacheAsMulti List<Integer> ids) {}

        @CacheEvict(cacheNames = "cars", beforeInvocation = true)
        public void removeBefore(@CacheAsMulti List<Integer> ids) {}
    }

    /** A batch cache of the user's own that can neither store nor clear. */
    static class Full extends ConcurrentMapCache implements EnhancedCache {

        Full() {
            super("cars");
        }

        @Override
        public Map<Object, ValueWrapper> multiGet(java.util.Collection<?> keys) {
            return Map.of();
        }

        @Override
        public void multiPut(Map<?, ?> map) {
            throw new IllegalStateException("full");
        }

        @Override
        public void multiEvict(java.util.Collection<?> keys) {}

        @Override
        public void clear() {
            throw new IllegalStateException("locked");
        }
    }
}
