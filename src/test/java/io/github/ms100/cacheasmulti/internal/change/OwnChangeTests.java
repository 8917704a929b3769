package io.github.ms100.cacheasmulti.internal.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

@DisplayName("S27 what a transaction loads after its own change is stored")
class OwnChangeTests {

    private static final Object[] KEYS = {1};

    private final Cache cache = new ConcurrentMapCache("cars");

    private final ChangeFeed feed = new ChangeFeed(new KeysAsTheyAre() {
        @Override
        public ChangeFeed.Waiting waiting(Cache cache) {
            return ChangeFeed.Waiting.YES;
        }
    });

    private final Entries entries = feed.entriesOf(cache);

    @BeforeEach
    void beginTransaction() {
        TransactionSynchronizationManager.initSynchronization();
    }

    @AfterEach
    void endTransaction() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            end();
        }
    }

    @Test
    void loadAfterTheChange() {
        change();
        RunningLoad load = feed.loads().begin();

        commit();

        assertThat(changed(load)).isEmpty();
        assertThat(load.isOutdated(entries.of(1))).as("for those who come now").isTrue();
    }

    @Test
    void loadAfterTwoChanges() {
        change();
        change();
        RunningLoad load = feed.loads().begin();

        commit();

        assertThat(changed(load)).isEmpty();
    }

    @Test
    void loadBeforeTheChange() {
        RunningLoad load = feed.loads().begin();
        change();

        commit();

        assertThat(changed(load)).containsExactly(0);
    }

    @Test
    void loadBetweenTwoChanges() {
        change();
        RunningLoad load = feed.loads().begin();
        change();

        commit();

        assertThat(changed(load)).containsExactly(0);
    }

    @Test
    void clearIsAChangeToo() {
        feed.announceClear(cache, false).run();
        RunningLoad later = feed.loads().begin();

        commit();

        assertThat(changed(later)).isEmpty();
        assertThat(later.isOutdated(entries.of(1))).isTrue();
    }

    @Test
    void othersSeeIt() throws Exception {
        change();
        RunningLoad load = feed.loads().begin();
        commit();
        int[][] seen = new int[1][];

        Thread other = new Thread(() -> seen[0] = changed(load));
        other.start();
        other.join();

        assertThat(seen[0]).containsExactly(0);
    }

    @Test
    void laterTransactionsOfTheThreadSeeIt() {
        change();
        RunningLoad load = feed.loads().begin();
        commit();

        end();

        assertThat(changed(load)).containsExactly(0);
    }

    @Test
    void changesOfOthersAreSeen() {
        change();
        RunningLoad load = feed.loads().begin();
        feed.announceKey(cache, 1, true).run();

        commit();
        assertThat(changed(load)).as("before the commit").containsExactly(0);
    }

    @Test
    void changesOfOthersAfterTheCommitAreSeen() {
        change();
        RunningLoad load = feed.loads().begin();

        commit();
        feed.announceKey(cache, 1, true).run();

        assertThat(changed(load)).containsExactly(0);
    }

    @Test
    void rollbackChangesNothing() {
        RunningLoad load = feed.loads().begin();
        change();

        end();

        assertThat(changed(load)).isEmpty();
        assertThat(load.isOutdated(entries.of(1))).isFalse();
    }

    @Test
    void twoChangesOfOneKeyInOneCall() {
        feed.announce(cache, List.of(1, 1), false).run();
        RunningLoad load = feed.loads().begin();

        commit();

        assertThat(changed(load)).isEmpty();
    }

    @Test
    @DisplayName("S27, L6 it is stored in a store that tells of the change itself, before and after")
    void storeThatTellsOfTheChangeItself() {
        change();
        RunningLoad load = feed.loads().begin();
        commit();

        long first = storeBegins();
        assertThat(changed(load)).as("while it is made").isEmpty();
        storeEnds(first);

        assertThat(changed(load)).isEmpty();
        assertThat(load.isOutdated(entries.of(1))).as("for those who come now").isTrue();
    }

    @Test
    @DisplayName("S27, L6 a load before the change is not stored in a store that tells of the change itself")
    void loadBeforeAChangeThatTheStoreTells() {
        RunningLoad load = feed.loads().begin();
        change();

        commit();
        storeEnds(storeBegins());

        assertThat(changed(load)).containsExactly(0);
    }

    @Test
    @DisplayName("S27, L6 a further change that the store tells is none of the transaction's")
    void furtherChangeOfTheStore() {
        change();
        RunningLoad load = feed.loads().begin();
        commit();
        storeEnds(storeBegins());

        storeEnds(storeBegins());

        assertThat(changed(load)).containsExactly(0);
    }

    @Test
    @DisplayName("S27, L6 a change of another that comes while the store makes the transaction's is seen")
    void changeOfAnotherWhileTheStoreMakesIt() {
        change();
        RunningLoad load = feed.loads().begin();
        commit();
        long first = storeBegins();

        feed.announceKey(cache, 1, true).run();
        storeEnds(first);

        assertThat(changed(load)).containsExactly(0);
    }

    @Test
    @DisplayName("S27, L6 a change of another that comes before the store makes the transaction's is seen")
    void changeOfAnotherBeforeTheStoreMakesIt() {
        change();
        RunningLoad load = feed.loads().begin();
        commit();

        feed.announceKey(cache, 1, true).run();
        storeEnds(storeBegins());

        assertThat(changed(load)).containsExactly(0);
    }

    private long storeBegins() {
        long first = feed.loads().stamps().unique();
        long unused = feed.loads().stamps().stampMaking(index(), first);
        return first;
    }

    private void storeEnds(long first) {
        Stamps stamps = feed.loads().stamps();
        long unused = stamps.stampMade(index(), first, stamps.unique());
    }

    private int index() {
        return Stamps.index(entries.of(1));
    }

    private void change() {
        feed.announceKey(cache, 1, false).run();
    }

    private int[] changed(RunningLoad load) {
        return load.changed(entries, KEYS);
    }

    private static void commit() {
        TransactionSynchronizationUtils.triggerAfterCommit();
    }

    private static void end() {
        TransactionSynchronizationUtils.triggerAfterCompletion(TransactionSynchronization.STATUS_ROLLED_BACK);
        TransactionSynchronizationManager.clear();
    }
}
