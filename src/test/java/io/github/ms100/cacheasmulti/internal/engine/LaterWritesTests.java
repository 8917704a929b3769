package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

@DisplayName("S27 A7 what is written without waiting is told, and what was loaded is not stored over something newer")
class LaterWritesTests {

    private static final Object[] KEYS = {0, 1};

    private final FakeView view = new FakeView("cars");

    private final Batches batches = new Batches();

    private final FakeCoolDown coolDown = new FakeCoolDown();

    private final CallCache cache = batches.cache(view);

    private final RunningLoad load = batches.feed.loads().begin();

    private final Heard heard = new Heard();

    LaterWritesTests() {
        batches.coolDown = coolDown;
        batches.listener = heard;
    }

    @AfterEach
    void stop() {
        Way.current = Way.WAITING;
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WAITING")
    @DisplayName("S28 loads are not stored in a cache that is spared, but where it may hold something older")
    void spared(Way way) throws Exception {
        Way.current = way;
        coolDown.spares = true;

        assertThat(made(new Change.Store(cache, entries("a", "b"), load, false, false)))
                .isCompleted();
        assertThat(view.calls).isEmpty();
        assertThat(coolDown.told).containsExactly("ask", "close");
        assertThat(heard.events).containsExactly("store entries=2 refused=2 failures=0");

        assertThat(made(new Change.Store(cache, entries("a", "b"), load, true, false)))
                .isCompleted();
        assertThat(made(new Change.Put(cache, entries("a", "b")))).isCompleted();
        assertThat(view.calls).containsExactly("write [0, 1]", "write [0, 1]");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WAITING")
    @DisplayName("S28 permission is given back when the store has ended, also by a failure")
    void permission(Way way) throws Exception {
        Way.current = way;
        assertThat(made(new Change.Store(cache, entries("a", "b"), load, false, false)))
                .isCompleted();
        assertThat(coolDown.told).containsExactly("ask", "answered", "close");

        coolDown.told.clear();
        view.down = new IllegalStateException("down");
        assertThat(made(new Change.Store(cache, entries("a", "b"), load, false, false)))
                .isCompleted();
        assertThat(coolDown.told).containsExactly("ask", "failed down", "close");
        assertThat(batches.errors.heard()).containsExactly("put [0, 1]={0=a, 1=b} down");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WAITING")
    @DisplayName("A10 a cancelled store is no failure of the cache")
    void cancelled(Way way) throws Exception {
        Way.current = way;
        view.down = new CancellationException("by its driver");

        for (Change change : changes().toList()) {
            assertThat(made(change)).as("%s", change).isCompletedExceptionally();
        }

        assertThat(coolDown.told).containsOnly("ask", "close");
        assertThat(batches.errors.heard()).isEmpty();
        assertThat(heard.events).isEmpty();
    }

    private Stream<Change> changes() {
        return Stream.of(
                new Change.Store(cache, entries("a", "b"), load, false, false),
                new Change.Put(cache, entries("a", "b")),
                new Change.Evict(cache, KEYS, true),
                new Change.Clear(cache, true));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WAITING")
    @DisplayName("S27 what changes while it is stored is evicted again")
    void changesMeanwhile(Way way) throws Exception {
        Way.current = way;
        view.meanwhile = () -> {
            view.meanwhile = () -> {};
            Elsewhere.run(() -> batches.feed.announceKey(view.source(), 1, true).run());
        };

        assertThat(made(new Change.Store(cache, entries("a", "b"), load, false, false)))
                .isCompleted();

        assertThat(view.calls).containsExactly("write [0, 1]", "evictNow [1]");
        assertThat(view.entries).containsOnlyKeys(0);
    }

    @Nested
    @DisplayName("S21 A14 in a transaction")
    class InTransaction {

        InTransaction() {
            view.leavesCommitToCaller = true;
            TransactionSynchronizationManager.initSynchronization();
        }

        @AfterEach
        void end() {
            TransactionSynchronizationManager.clear();
        }

        @Test
        @DisplayName("what is loaded is stored at the commit, without what has changed until then")
        void commit() throws Exception {
            Way.current = Way.AT_ONCE;
            assertThat(made(new Change.Store(cache, entries("a", "b"), load, false, false)))
                    .isCompleted();
            load.close();
            batches.feed.announceKey(view.source(), 0, true).run();
            assertThat(view.calls).isEmpty();

            TransactionSynchronizationUtils.triggerAfterCommit();
            TransactionSynchronizationUtils.triggerAfterCompletion(TransactionSynchronization.STATUS_COMMITTED);

            assertThat(view.calls).containsExactly("write [1]");
            assertThat(batches.feed.loads().isListening()).isFalse();
        }

        @Test
        @DisplayName("nothing is, and nothing goes on listening, after it has been rolled back")
        void rollback() throws Exception {
            Way.current = Way.AT_ONCE;
            assertThat(made(new Change.Store(cache, entries("a", "b"), load, false, false)))
                    .isCompleted();
            assertThat(made(new Change.Evict(cache, KEYS, false))).isCompleted();
            load.close();

            TransactionSynchronizationUtils.triggerAfterCompletion(TransactionSynchronization.STATUS_ROLLED_BACK);

            assertThat(view.calls).isEmpty();
            assertThat(batches.feed.loads().isListening()).isFalse();
        }
    }

    /** Makes a change; returns what has become of it. */
    private CompletableFuture<?> made(Change change) throws Exception {
        LaterScope scope = Batches.scope();
        CompletableFuture<?> made = change.dispatch(new LaterWrites(new LaterGuard(batches.guard(), scope), scope));
        Way.await(made);
        return made;
    }

    private static KeyedValues entries(@Nullable Object... values) {
        KeyedValues entries = new KeyedValues(values.length, true);
        for (int i = 0; i < values.length; i++) {
            entries.add(i, values[i]);
        }
        return entries;
    }
}
