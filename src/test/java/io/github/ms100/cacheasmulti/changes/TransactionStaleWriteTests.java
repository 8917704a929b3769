package io.github.ms100.cacheasmulti.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Database;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.internal.store.StoreIdentities;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("S21, S27 loads and changes that wait for a commit")
class TransactionStaleWriteTests {

    private final Cache cache = newCache();

    private final Cache aware = decorated(cache);

    private final CachingContext context = CachingContext.of(
            new GivenCaches(aware), ChangingCars.class, JCacheChanges.class, Database.class, surroundings());

    private final ChangingCars cars = context.bean(ChangingCars.class);

    private final Database database = context.bean(Database.class);

    private final Callers callers = new Callers();

    @AfterEach
    void stop() throws Exception {
        callers.close();
        context.close();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("plain @CacheEvict", app -> app.bean(ChangingCars.class).evict(1)),
                change("plain @CacheEvict of all", app -> app.bean(ChangingCars.class)
                        .evictAll()),
                change("plain @CachePut", app -> app.bean(ChangingCars.class).put(1)),
                change("batch @CacheEvict", app -> app.bean(ChangingCars.class).evict(List.of(1))),
                change("batch @CacheEvict of all", app -> app.bean(ChangingCars.class)
                        .evictAll(List.of(7))),
                change("batch @CachePut", app -> app.bean(ChangingCars.class).put(List.of(1))),
                change("batch @CacheRemove", app -> app.bean(JCacheChanges.class)
                        .remove(List.of(1))),
                change("multiEvict", app -> batch(app).multiEvict(List.of(1))),
                change("multiPut", app -> batch(app).multiPut(Map.of(1, "new 1"))),
                change("put", app -> batch(app).put(1, "new 1")),
                change("evict", app -> batch(app).evict(1)),
                change("clear", app -> batch(app).clear()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    @DisplayName("S21 a change that is made at the commit is told then: a load that began before it is not stored")
    void changeAtTheCommit(Consumer<CachingContext> change) throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var load = transaction().execute(status -> {
            change.accept(context);
            var started = callers.start(() -> cars.find(List.of(1)));
            hold.awaitReached();
            return started;
        });
        hold.release();

        assertThat(load.result()).isEqualTo(Map.of(1, "car 1"));
        assertThat(cache.get(1, String.class)).isNotEqualTo("car 1");
    }

    @Test
    @DisplayName("S21 a value loaded in a transaction is not stored at the commit if its key has changed before")
    void loadInATransaction() throws Exception {
        transaction().executeWithoutResult(status -> {
            cars.find(List.of(1, 2));
            run(() -> cars.evict(1));
        });

        assertThat(stored(cache)).hasToString("[2]");
    }

    @Test
    @DisplayName("S21 a rollback stores nothing, and leaves no running load behind")
    void rollback() {
        transaction().executeWithoutResult(status -> {
            cars.find(List.of(1, 2));
            assertThat(StoreIdentities.feed().loads().isListening())
                    .as("running until the end")
                    .isTrue();
            status.setRollbackOnly();
        });

        assertThat(StoreIdentities.feed().loads().isListening()).isFalse();
        assertThat(stored(cache)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("changes")
    @DisplayName("S1, S21 what a transaction loads after a change of its own is stored, as by single methods")
    void loadAfterOwnChange(Consumer<CachingContext> change) {
        transaction().executeWithoutResult(status -> {
            change.accept(context);
            database.rows.put(1, "newest 1");
            cars.find(List.of(1));
        });

        assertThat(cache.get(1, String.class)).isEqualTo("newest 1");
    }

    @Test
    @DisplayName("S21 what a transaction has loaded does not survive the change of one inside it")
    void changeOfAnInnerTransaction() {
        TransactionTemplate inner = transaction();
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction().executeWithoutResult(status -> {
            cars.find(List.of(1, 2));
            inner.executeWithoutResult(innerStatus -> cars.evict(1));
        });

        assertThat(stored(cache)).hasToString("[2]");
    }

    @Test
    @DisplayName(
            "S21 what another has changed before the commit counts, though the transaction changes the same key itself")
    void changeOfAnotherBeforeOwnChange() throws Exception {
        transaction().executeWithoutResult(status -> {
            cars.evict(1);
            cars.evict(2);
            cars.find(List.of(1, 2));
            run(() -> cars.evict(1));
            cars.evict(2);
        });

        assertThat(stored(cache).toString()).doesNotContain("1");
    }

    @Test
    @DisplayName("S21 of many changes and loads of a transaction each load is stored whose key is not changed after it")
    void manyOwnChanges() {
        transaction().executeWithoutResult(status -> {
            for (int id = 0; id < 1_000; id += 2) {
                cars.evict(List.of(id, id + 1));
                cars.find(List.of(id, id + 1));
                cars.evict(id + 1);
            }
        });

        // Unrelated keys may share a stamp, rarely.
        assertThat(stored(cache)).hasSizeBetween(450, 500).allMatch(id -> Integer.parseInt(id.toString()) % 2 == 0);
    }

    @Test
    @DisplayName("S21 a transaction that Spring forgets without an end leaves no running load behind")
    void clearedSynchronization() {
        TransactionSynchronizationManager.initSynchronization();
        try {
            cars.find(List.of(1));
            assertThat(StoreIdentities.feed().loads().isListening())
                    .as("running until the end")
                    .isTrue();
        } finally {
            TransactionSynchronizationManager.clearSynchronization();
        }

        await().untilAsserted(() -> {
            System.gc();
            assertThat(StoreIdentities.feed().loads().isListening()).isFalse();
        });
    }

    @Test
    @DisplayName("S19, S21 what a transaction reads may never be committed, so it is shared with nobody")
    void uncommittedValues() throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var writing = callers.start(() -> transaction().execute(status -> {
            status.setRollbackOnly();
            return cars.findOnce(List.of(1));
        }));
        hold.awaitReached();
        database.during = ids -> {};
        var other = callers.start(() -> cars.findOnce(List.of(1)));

        assertThat(other.result()).isEqualTo(Map.of(1, "car 1"));
        hold.release();
        writing.result();
        assertThat(database.queries).hasSize(2);
    }

    @Test
    @DisplayName("S19, S21 calls in read-only transactions share their loads")
    void readOnlyTransactions() throws Exception {
        TransactionTemplate readOnly = transaction();
        readOnly.setReadOnly(true);
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> readOnly.execute(status -> cars.findOnce(List.of(1))));
        hold.awaitReached();
        var waiter = callers.start(() -> readOnly.execute(status -> cars.findOnce(List.of(1))));
        waiter.awaitWaiting();
        hold.release();

        assertThat(waiter.result()).isEqualTo(owner.result());
        assertThat(database.queries).hasSize(1);
    }

    @Test
    @DisplayName("S19, S21 what is read after the commit does not wait for a load from before, which may be older")
    void readAfterTheCommit() throws Exception {
        TransactionTemplate next = transaction();
        next.setReadOnly(true);
        next.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        Hold hold = database.holdQueriesFor(1);
        AtomicReference<Map<Integer, String>> read = new AtomicReference<>();
        var changing = callers.start(() -> transaction().execute(status -> {
            cars.evict(1);
            var earlier = callers.start(() -> cars.findOnce(List.of(1)));
            hold.awaitReached();
            database.during = ids -> {};
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    read.set(next.execute(nextStatus -> cars.findOnce(List.of(1))));
                }
            });
            return earlier;
        }));

        assertThat(changing.result().isDone()).isFalse();
        hold.release();
        assertThat(read.get()).isEqualTo(Map.of(1, "car 1"));
        assertThat(database.queries).hasSize(2);
    }

    /** Returns an empty cache, named "cars". */
    Cache newCache() {
        return new ConcurrentMapCache("cars");
    }

    /** Returns the keys that are stored. */
    Set<?> stored(Cache cache) {
        return ((ConcurrentMapCache) cache).getNativeCache().keySet();
    }

    /** Returns the cache as an application has it. */
    Cache decorated(Cache cache) {
        return new TransactionAwareCacheDecorator(cache);
    }

    /** Returns a configuration of what else the application has. */
    Class<?> surroundings() {
        return Object.class;
    }

    private void run(Runnable body) {
        try {
            callers.start(Executors.callable(body)).result();
        } catch (Exception ex) {
            throw new AssertionError(ex);
        }
    }

    private static TransactionTemplate transaction() {
        return new TransactionTemplate(
                new DataSourceTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:flights")));
    }

    private static EnhancedCache batch(CachingContext context) {
        return context.bean(EnhancedCacheConversionService.class).convert(context.cache("cars"));
    }

    private static Arguments change(String name, Consumer<CachingContext> change) {
        return Arguments.of(Named.of(name, change));
    }
}
