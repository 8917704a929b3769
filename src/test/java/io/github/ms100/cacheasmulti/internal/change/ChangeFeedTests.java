package io.github.ms100.cacheasmulti.internal.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.change.ChangeFeed.Change;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed.Waiting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

@DisplayName("S27 who listens is told of each change before it is made, and after it")
class ChangeFeedTests {

    private final Cache cache = new ConcurrentMapCache("cars");

    private Waiting waits = Waiting.NO;

    private final ChangeFeed feed = new ChangeFeed(new KeysAsTheyAre() {
        @Override
        public Waiting waiting(Cache cache) {
            return waits;
        }
    });

    private final Recorder recorder = new Recorder();

    @AfterEach
    void endTransaction() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.clear();
        }
    }

    @Test
    void beforeAndAfter() {
        feed.subscribe(recorder);

        Runnable made = feed.announce(cache, List.of(1, 2), false);
        assertThat(recorder.told).containsExactly("before 1", "before 2");

        made.run();
        assertThat(recorder.told).containsExactly("before 1", "before 2", "after 1", "after 2");
    }

    @Test
    void oneKeyAndEverything() {
        feed.subscribe(recorder);

        feed.announceKey(cache, 1, false).run();
        feed.announceClear(cache, true).run();

        assertThat(recorder.told).containsExactly("before 1", "after 1", "before all", "after all");
    }

    @Test
    void nothingIsToldWhileNobodyListens() {
        recorder.listening = false;
        feed.subscribe(recorder);

        feed.announce(cache, List.of(1), false).run();
        feed.announceKey(cache, 1, false).run();
        feed.announceClear(cache, false).run();

        assertThat(recorder.told).isEmpty();
    }

    @Test
    @DisplayName("S21 a change that waits for the commit is told then, around it")
    void aroundTheCommit() {
        feed.subscribe(recorder);
        waits = Waiting.YES;
        TransactionSynchronizationManager.initSynchronization();

        Runnable made = feed.announceKey(cache, 1, false);
        AfterCommit.run(() -> recorder.told.add("made"));
        made.run();
        assertThat(recorder.told).isEmpty();

        TransactionSynchronizationUtils.triggerAfterCommit();
        assertThat(recorder.told).containsExactly("before 1", "made", "after 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("S21, S27 a change that may wait for the commit is told at once and again then")
    void perhapsAtTheCommit(boolean immediate) {
        feed.subscribe(recorder);
        waits = Waiting.PERHAPS;
        TransactionSynchronizationManager.initSynchronization();

        feed.announceKey(cache, 1, immediate).run();
        assertThat(recorder.told).containsExactly("before 1", "after 1");

        TransactionSynchronizationUtils.triggerAfterCommit();
        assertThat(recorder.told).containsExactly("before 1", "after 1", "before 1", "after 1");
    }

    @Test
    @DisplayName("S21 a change that its caller puts off is told at the commit, whatever the cache would do")
    void putOffByItsCaller() {
        feed.subscribe(recorder);
        TransactionSynchronizationManager.initSynchronization();

        feed.announcePutOff(cache, List.of(1)).run();
        feed.announcePutOff(cache, null).run();
        assertThat(recorder.told).isEmpty();

        TransactionSynchronizationUtils.triggerAfterCommit();
        assertThat(recorder.told).containsExactly("before 1", "after 1", "before all", "after all");
    }

    @Test
    @DisplayName("S21 nothing is told of a change that is rolled back")
    void rolledBack() {
        feed.subscribe(recorder);
        waits = Waiting.YES;
        TransactionSynchronizationManager.initSynchronization();

        feed.announceClear(cache, false).run();
        TransactionSynchronizationUtils.triggerAfterCompletion(TransactionSynchronization.STATUS_ROLLED_BACK);

        assertThat(recorder.told).isEmpty();
    }

    @Test
    void immediateChangesDoNotWait() {
        feed.subscribe(recorder);
        waits = Waiting.YES;
        TransactionSynchronizationManager.initSynchronization();

        feed.announceKey(cache, 1, true).run();

        assertThat(recorder.told).containsExactly("before 1", "after 1");
    }

    @Test
    void keysAreCopiedUntilTheCommit() {
        feed.subscribe(recorder);
        waits = Waiting.YES;
        TransactionSynchronizationManager.initSynchronization();
        List<Object> keys = new ArrayList<>(List.of(1));

        feed.announce(cache, keys, false).run();
        keys.clear();
        TransactionSynchronizationUtils.triggerAfterCommit();

        assertThat(recorder.told).containsExactly("before 1", "after 1");
    }

    @Test
    void storeOfALoadIsNoChangeButWhatHappensToOtherEntriesIs() {
        feed.subscribe(recorder);

        Runnable unused = CallScope.storing(
                feed.entriesOf(cache), List.of(1), Loaded.since(0), () -> feed.announce(cache, List.of(1, 2), true));
        feed.announceKey(cache, 1, true);

        assertThat(recorder.told).containsExactly("before 2", "before 1");
    }

    @Test
    void changesOfCachesThatDoNotWaitAreToldInATransactionToo() {
        feed.subscribe(recorder);
        TransactionSynchronizationManager.initSynchronization();

        feed.announce(cache, List.of(1), false).run();
        feed.announceKey(cache, 2, false).run();
        feed.announceClear(cache, false).run();

        assertThat(recorder.told)
                .containsExactly("before 1", "after 1", "before 2", "after 2", "before all", "after all");
    }

    @Test
    void immediateChangesOfManyKeysDoNotWait() {
        feed.subscribe(recorder);
        waits = Waiting.YES;
        TransactionSynchronizationManager.initSynchronization();

        feed.announce(cache, List.of(1, 2), true).run();
        feed.announceClear(cache, true).run();

        assertThat(recorder.told)
                .containsExactly("before 1", "before 2", "after 1", "after 2", "before all", "after all");
        assertThat(feed.waiting(cache)).isEqualTo(Waiting.YES);
        waits = Waiting.NO;
        assertThat(feed.waiting(cache)).isEqualTo(Waiting.NO);
    }

    @Test
    @DisplayName("S2 nothing is made for a change that nobody hears of, or hears of afterwards")
    void costsNothingWhileNobodyListens() {
        feed.subscribe(recorder);
        recorder.listening = false;

        assertThat(feed.announceKey(cache, 1, false)).isSameAs(feed.announce(cache, List.of(2), false));
        assertThat(feed.announceKey(cache, 1, false)).isSameAs(feed.announceClear(cache, true));
        assertThat(feed.loads().hearsAfter()).isFalse();
    }

    @Test
    @DisplayName("S19 a key that cannot be identified counts as a change of its whole cache")
    void keyThatCannotBeIdentified() {
        ChangeFeed blind = new ChangeFeed(new KeysAsTheyAre() {
            @Override
            public Entries entriesOf(Cache cache) {
                return new UnknownEntries(super.entriesOf(cache).all());
            }
        });
        blind.subscribe(recorder);

        try (RunningLoad load = blind.loads().begin()) {
            blind.announceKey(cache, 1, false).run();

            assertThat(recorder.told).containsExactly("before all", "after all");
            assertThat(load.changed(blind.entriesOf(cache), new Object[] {2, 3}))
                    .containsExactly(0, 1);
        }
        try (RunningLoad later = blind.loads().begin()) {
            assertThat(later.changed(blind.entriesOf(cache), new Object[] {2, 3}))
                    .isEmpty();
            blind.announceKey(new ConcurrentMapCache("bikes"), 1, false).run();
            assertThat(later.changed(blind.entriesOf(cache), new Object[] {2, 3}))
                    .isEmpty();
        }
    }

    private record UnknownEntries(EntryScope all) implements Entries {

        @Override
        public @Nullable EntryId of(Object key) {
            return null;
        }
    }

    private static final class Recorder implements ChangeFeed.Subscriber {

        private final List<String> told = new ArrayList<>();

        private boolean listening = true;

        @Override
        public boolean isListening() {
            return listening;
        }

        @Override
        public void before(Change change) {
            note("before", change);
        }

        @Override
        public boolean hearsAfter() {
            return true;
        }

        @Override
        public void after(Change change) {
            note("after", change);
        }

        private void note(String when, Change change) {
            change.forEach(
                    entry -> told.add(when + " " + entry.toString().split(" ")[0]), all -> told.add(when + " all"));
        }
    }
}
