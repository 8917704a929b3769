package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

@DisplayName("S27 what is written is told, and what was loaded is not stored over something newer")
class WritesTests {

    private static final Object[] KEYS = {0, 1};

    private final FakeView view = new FakeView("cars");

    private final Batches batches = new Batches();

    private final CallCache cache = batches.cache(view);

    private final RunningLoad load = batches.feed.loads().begin();

    @AfterEach
    void endTransaction() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.clear();
        }
    }

    @Test
    void everyChangeIsToldBeforeItIsMade() {
        assertTold(() -> make(new Change.Put(cache, entries("a", "b"))), "write [0, 1]");
        assertTold(() -> make(new Change.Evict(cache, KEYS, false)), "evict [0, 1]");
        assertTold(() -> make(new Change.Evict(cache, KEYS, true)), "evictNow [0, 1]");
        assertTold(() -> make(new Change.Clear(cache, false)), "clear");
        assertTold(() -> make(new Change.Clear(cache, true)), "clearNow");
    }

    private void assertTold(Runnable change, String call) {
        RunningLoad begun = batches.feed.loads().begin();
        boolean[] told = new boolean[1];
        view.meanwhile = () -> told[0] = begun.changed(cache.entries(), KEYS).length == 2;
        view.calls.clear();

        change.run();

        assertThat(view.calls).containsExactly(call);
        assertThat(told[0]).as("told before %s", call).isTrue();
        begun.close();
    }

    @Test
    void storeOfALoadIsNoChange() {
        make(new Change.Store(cache, entries("a", "b"), load, false, false));
        make(new Change.Store(cache, entries("c", "d"), load, true, false));

        assertThat(load.changed(cache.entries(), KEYS)).isEmpty();
        assertThat(view.entries).containsEntry(0, "c").containsEntry(1, "d");
    }

    @Test
    void whatHasChangedMeanwhileIsNotStored() {
        Heard heard = listen();
        change(0);

        make(new Change.Store(cache, entries("a", "b"), load, false, false));
        make(new Change.Store(cache, entries("c", "d"), load, true, false));
        change(1);
        make(new Change.Store(cache, entries("e", "f"), load, false, false));

        assertThat(view.calls).containsExactly("write [1]", "write [1]");
        assertThat(heard.events)
                .containsExactly(
                        "store entries=2 refused=1 failures=0",
                        "store entries=2 refused=1 failures=0",
                        "store entries=2 refused=2 failures=0");
    }

    @Test
    void whatChangesWhileItIsStoredIsEvictedAgain() {
        once(() -> change(1));

        make(new Change.Store(cache, entries("a", "b"), load, false, false));

        assertThat(view.calls).containsExactly("write [0, 1]", "evict [1]");
        assertThat(view.entries).containsOnlyKeys(0);
    }

    @Test
    void whatChangesWhileAStoreFailsIsEvictedAllTheSame() {
        view.broken = new StackOverflowError("deep");
        view.beforeFailure = () -> Elsewhere.run(() -> change(1));

        assertThatThrownBy(() -> make(new Change.Store(cache, entries("a", "b"), load, false, false)))
                .isInstanceOf(StackOverflowError.class);

        assertThat(view.calls).containsExactly("write [0, 1]", "evict [1]");
    }

    @Test
    void whatAStoreItselfTellsOfItsEntriesIsNoChange() {
        // As a cache of the user's own does that is built on one that tells.
        view.meanwhile = () -> change(0);
        make(new Change.Store(cache, entries("a"), load, false, false));

        assertThat(view.calls).containsExactly("write [0]");
    }

    @Test
    @DisplayName("S11 a cache that refuses null is given none, and called for nothing")
    void refusedNulls() {
        Heard heard = listen();
        view.refusesNull = true;

        make(new Change.Put(cache, entries("a", null)));
        make(new Change.Put(cache, entries(null, null)));
        make(new Change.Store(cache, entries(null, "b"), load, false, false));
        make(new Change.Store(cache, entries(null, null), load, true, false));
        make(new Change.Put(cache, entries()));

        assertThat(view.calls).containsExactly("write [0]", "write [1]");
        assertThat(heard.events)
                .containsExactly(
                        "store entries=2 refused=1 failures=0",
                        "store entries=2 refused=2 failures=0",
                        "store entries=2 refused=1 failures=0",
                        "store entries=2 refused=2 failures=0");
    }

    @Test
    void nothingIsEvictedWithoutKeys() {
        make(new Change.Evict(cache, new Object[0], false));
        make(new Change.Evict(cache, new Object[0], true));

        assertThat(view.calls).isEmpty();
    }

    @Test
    @DisplayName("S28 loads are not stored in a cache that is spared, but where it may hold something older")
    void spared() {
        Heard heard = listen();
        FakeCoolDown coolDown = new FakeCoolDown();
        coolDown.spares = true;
        batches.coolDown = coolDown;

        make(new Change.Store(cache, entries("a", "b"), load, false, false));
        assertThat(view.calls).isEmpty();
        assertThat(coolDown.told).containsExactly("ask", "close");
        assertThat(heard.events).containsExactly("store entries=2 refused=2 failures=0");

        make(new Change.Store(cache, entries("a", "b"), load, true, false));
        make(new Change.Put(cache, entries("a", "b")));
        assertThat(view.calls).containsExactly("write [0, 1]", "write [0, 1]");
    }

    @Test
    @DisplayName("S21 writes wait for the commit")
    void commit() {
        view.leavesCommitToCaller = true;
        TransactionSynchronizationManager.initSynchronization();

        make(new Change.Put(cache, entries("a", "b")));
        make(new Change.Evict(cache, KEYS, false));
        make(new Change.Clear(cache, false));
        make(new Change.Store(cache, entries("c", "d"), load, false, false));
        make(new Change.Store(cache, entries("e", "f"), load, true, false));
        assertThat(view.calls).isEmpty();

        TransactionSynchronizationUtils.triggerAfterCommit();
        assertThat(view.calls).startsWith("write [0, 1]", "evict [0, 1]", "clear");
    }

    @Test
    @DisplayName("S21 a load that is stored at the commit hears of changes until then")
    void loadIsHeldUntilTheCommit() {
        view.leavesCommitToCaller = true;
        TransactionSynchronizationManager.initSynchronization();
        make(new Change.Store(cache, entries("a", "b"), load, false, false));
        load.close();
        change(0);

        TransactionSynchronizationUtils.triggerAfterCommit();
        assertThat(view.calls).containsExactly("write [1]");
        assertThat(batches.feed.loads().isListening()).isTrue();

        TransactionSynchronizationUtils.triggerAfterCompletion(TransactionSynchronization.STATUS_COMMITTED);
        assertThat(batches.feed.loads().isListening()).isFalse();
    }

    @Test
    @DisplayName("S20 immediate evicts and clears wait for nothing")
    void immediate() {
        view.leavesCommitToCaller = true;
        batches.cachesWaitForCommit = true;
        TransactionSynchronizationManager.initSynchronization();

        make(new Change.Evict(cache, KEYS, true));
        make(new Change.Clear(cache, true));

        assertThat(view.calls).containsExactly("evictNow [0, 1]", "clearNow");
        assertThat(load.changed(cache.entries(), KEYS)).containsExactly(0, 1);
    }

    @Test
    @DisplayName("S21 what puts its writes off by itself is checked at the commit")
    void cacheThatPutsOffByItself() {
        batches.cachesWaitForCommit = true;
        TransactionSynchronizationManager.initSynchronization();
        make(new Change.Store(cache, entries("a", "b"), load, false, false));
        load.close();
        assertThat(view.calls).containsExactly("write [0, 1]");
        batches.feed.announceKey(view.source(), 1, true).run();
        assertThat(view.calls).hasSize(1);

        TransactionSynchronizationUtils.triggerAfterCommit();
        assertThat(view.calls).containsExactly("write [0, 1]", "evictNow [1]");

        TransactionSynchronizationUtils.triggerAfterCompletion(TransactionSynchronization.STATUS_COMMITTED);
        assertThat(batches.feed.loads().isListening()).isFalse();
    }

    @Test
    @DisplayName("S21 a failure after the commit goes to the error handler too")
    void failureAfterTheCommit() {
        view.leavesCommitToCaller = true;
        view.down = new IllegalStateException("down");
        TransactionSynchronizationManager.initSynchronization();

        make(new Change.Put(cache, entries("a", "b")));
        assertThat(batches.errors.heard()).isEmpty();

        TransactionSynchronizationUtils.triggerAfterCommit();
        assertThat(batches.errors.heard()).containsExactly("put [0, 1]={0=a, 1=b} down");
    }

    @Test
    void whoHearsAfterwardsIsToldAfterAFailureToo() {
        List<String> made = ChangesMade.of(batches.feed);
        view.broken = new StackOverflowError("deep");

        for (Runnable change : List.<Runnable>of(
                () -> make(new Change.Put(cache, entries("a"))),
                () -> make(new Change.Evict(cache, KEYS, false)),
                () -> make(new Change.Evict(cache, KEYS, true)),
                () -> make(new Change.Clear(cache, false)),
                () -> make(new Change.Clear(cache, true)))) {
            int before = made.size();
            try {
                change.run();
            } catch (StackOverflowError expected) {
                made.add("failed");
            }
            assertThat(made.subList(before, made.size())).containsExactly("made", "failed");
        }
    }

    private void make(Change change) {
        new Writes(batches.guard()).make(change);
    }

    private Heard listen() {
        Heard heard = new Heard();
        batches.listener = heard;
        return heard;
    }

    /** Changes an entry as anybody may. */
    private void change(Object key) {
        batches.feed.announceKey(view.source(), key, true).run();
    }

    /** Lets something happen elsewhere during the next call: there it is a change. */
    private void once(Runnable work) {
        view.meanwhile = () -> {
            view.meanwhile = () -> {};
            Elsewhere.run(work);
        };
    }

    private static KeyedValues entries(@Nullable Object... values) {
        KeyedValues entries = new KeyedValues(values.length, true);
        for (int i = 0; i < values.length; i++) {
            entries.add(i, values[i]);
        }
        return entries;
    }
}
