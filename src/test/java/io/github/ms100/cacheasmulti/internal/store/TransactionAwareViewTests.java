package io.github.ms100.cacheasmulti.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.internal.change.AfterCommit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Batches in a real transaction (S20, S21). */
class TransactionAwareViewTests {

    private final Cache store = new ConcurrentMapCache("cars");

    private final EnhancedCache cache = ViewCaches.of(
            new ViewBehind.TransactionAwareView(new TransactionAwareCacheDecorator(store), new LoopingView(store)));

    private EmbeddedDatabase database;

    private TransactionTemplate transaction;

    @BeforeEach
    void startDatabase() {
        database = new EmbeddedDatabaseBuilder()
                .generateUniqueName(true)
                .setType(EmbeddedDatabaseType.H2)
                .build();
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    @AfterEach
    void stopDatabase() {
        database.shutdown();
    }

    @Test
    @DisplayName("S21 puts and evicts happen after the commit, in their order")
    void writesWaitForTheCommit() {
        store.put(1, "old");
        store.put(2, "old");

        transaction.executeWithoutResult(status -> {
            cache.multiPut(Map.of(1, "new", 3, "new"));
            cache.multiEvict(List.of(2, 3));

            assertThat(cache.multiGet(List.of(1, 2, 3))).containsOnlyKeys(1, 2);
            assertThat(cache.multiGet(List.of(1)).get(1).get()).isEqualTo("old");
        });

        assertThat(cache.multiGet(List.of(1, 2, 3))).containsOnlyKeys(1);
        assertThat(store.get(1).get()).isEqualTo("new");
    }

    @Test
    @DisplayName("S21 nothing is written after a rollback")
    void writesAreDroppedByARollback() {
        store.put(1, "old");
        List<String> writes = new ArrayList<>();

        transaction.executeWithoutResult(status -> {
            cache.multiPut(Map.of(1, "new", 2, "new"));
            cache.multiEvict(List.of(1));
            AfterCommit.run(() -> writes.add("written"));
            status.setRollbackOnly();
        });

        assertThat(cache.multiGet(List.of(1, 2))).containsOnlyKeys(1);
        assertThat(store.get(1).get()).isEqualTo("old");
        assertThat(writes).isEmpty();
    }

    @Test
    @DisplayName("S20 multiEvictIfPresent does not wait, and a rollback does not undo it")
    void immediateEvictDoesNotWait() {
        store.put(1, "old");

        transaction.executeWithoutResult(status -> {
            cache.multiEvictIfPresent(List.of(1));

            assertThat(store.get(1)).isNull();
            status.setRollbackOnly();
        });

        assertThat(store.get(1)).isNull();
    }

    @Test
    @DisplayName("S21 one callback and one batch for all entries")
    void batchStaysOneBatch() {
        EnhancedCache target = mock();
        EnhancedCache batch = ViewCaches.of(new ViewBehind.TransactionAwareView(
                new TransactionAwareCacheDecorator(store), new EnhancedView(store, target)));

        transaction.executeWithoutResult(status -> {
            batch.multiPut(Map.of(1, "a", 2, "b"));
            batch.multiPut(Map.of());
            batch.multiEvict(List.of(3, 4));
            batch.multiEvict(List.of());

            // Of each change one that tells of it, and one that makes it.
            assertThat(TransactionSynchronizationManager.getSynchronizations()).hasSize(4);
            verify(target, never()).multiPut(any());
            verify(target, never()).multiEvict(any());
        });

        verify(target).multiPut(Map.of(1, "a", 2, "b"));
        verify(target).multiEvict(List.of(3, 4));
        verifyNoMoreInteractions(target);
    }

    @Test
    @DisplayName("B1 arguments are copied before the commit, null values included")
    void argumentsMayChangeBeforeTheCommit() {
        store.put(3, "old");
        Map<Object, Object> written = new HashMap<>(Map.of(1, "a"));
        written.put(2, null);
        List<Object> evicted = new ArrayList<>(List.of(3));

        transaction.executeWithoutResult(status -> {
            cache.multiPut(written);
            cache.multiEvict(evicted);
            written.clear();
            evicted.clear();
        });

        assertThat(cache.multiGet(List.of(1, 2, 3))).containsOnlyKeys(1, 2);
    }

    @Test
    void failureAfterTheCommitReachesTheCallerAsThatOfASinglePutDoes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transaction.executeWithoutResult(status -> AfterCommit.run(() -> {
                    throw new IllegalArgumentException("refused");
                })));
    }

    @Test
    void writesAreImmediateOutsideOfATransaction() {
        List<String> writes = new ArrayList<>();

        AfterCommit.run(() -> writes.add("written"));
        cache.multiPut(Map.of(1, "a"));

        assertThat(writes).containsExactly("written");
        assertThat(store.get(1).get()).isEqualTo("a");
    }
}
