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
        public boolean waitsForCommit(Cache cache) {
            return true;
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
