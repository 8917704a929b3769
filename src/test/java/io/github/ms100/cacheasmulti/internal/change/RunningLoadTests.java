package io.github.ms100.cacheasmulti.internal.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.change.ChangeFeed.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

@DisplayName("S27 a running load hears of every change")
class RunningLoadTests {

    private final Cache cache = new ConcurrentMapCache("cars");

    private final ChangeFeed feed = new ChangeFeed(new KeysAsTheyAre());

    private final RunningLoads loads = feed.loads();

    @Test
    void isSeenWhileOthersComeAndGo() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread other = new Thread(() -> {
                while (!done.get()) {
                    loads.begin().close();
                }
            });
            others.add(other);
            other.start();
        }

        int unseen = 0;
        try (RunningLoad load = loads.begin()) {
            for (int i = 0; i < 3_000_000; i++) {
                unseen += loads.isListening() ? 0 : 1;
            }
        }
        done.set(true);
        for (Thread other : others) {
            other.join();
        }

        assertThat(unseen).isZero();
        assertThat(loads.isListening()).isFalse();
    }

    @Test
    @DisplayName("S2 telling of a change while something is stored does not throw, though keys cannot be compared")
    void keysThatCannotBeCompared() {
        Entries entries = feed.entriesOf(cache);

        try (RunningLoad load = loads.begin()) {
            CallScope.storing(entries, List.of(new Incomparable()), Loaded.since(0), () -> feed.announce(
                            cache, List.of(new Incomparable()), false)
                    .run());

            assertThat(load.changed(entries, new Object[] {new Incomparable()})).containsExactly(0);
        }
    }

    @Test
    void whatHasChangedIsKnownByKey() {
        Entries entries = feed.entriesOf(cache);
        try (RunningLoad early = loads.begin()) {
            feed.announce(cache, List.of(1, 3), false).run();

            try (RunningLoad late = loads.begin()) {
                assertThat(early.changed(entries, new Object[] {0, 1, 2, 3})).containsExactly(1, 3);
                assertThat(early.isOutdated(entries.of(1))).isTrue();
                assertThat(early.isOutdated(entries.of(2))).isFalse();
                assertThat(late.changed(entries, new Object[] {0, 1, 2, 3})).isEmpty();
                assertThat(late.isOutdated(entries.of(1))).isFalse();
            }
        }
    }

    @Test
    @DisplayName(
            "P7 what it stores itself, and others are told of, is no change to it, unless others have changed it too")
    void ownStores() {
        Entries entries = feed.entriesOf(cache);
        Stamps stamps = loads.stamps();
        try (RunningLoad load = loads.begin()) {
            Object[] keys = {0, 1, 2, 3};
            feed.announce(cache, List.of(1), false).run();
            long first = stamps.unique();
            load.owns(first);
            for (Object key : keys) {
                load.seeding(Stamps.index(entries.of(key)), first);
            }
            feed.announce(cache, List.of(2), false).run();
            long last = stamps.unique();
            load.owns(last);
            for (Object key : keys) {
                load.seeded(Stamps.index(entries.of(key)), first, last);
            }

            assertThat(load.changed(entries, keys)).containsExactly(1, 2);

            feed.announce(cache, List.of(3), false).run();

            assertThat(load.changed(entries, keys)).containsExactly(1, 2, 3);
        }
    }

    @Test
    void clearChangesEveryEntryOfTheCache() {
        Entries entries = feed.entriesOf(cache);
        try (RunningLoad load = loads.begin()) {
            feed.announceClear(cache, false).run();

            assertThat(load.changed(entries, new Object[] {1, 2})).containsExactly(0, 1);
            assertThat(load.isOutdated(entries.of(1))).isTrue();
            Entries others = Stream.generate(() -> feed.entriesOf(new ConcurrentMapCache("bikes")))
                    .filter(other -> !meets(other.all(), entries.all()))
                    .findFirst()
                    .orElseThrow();
            assertThat(load.changed(others, new Object[] {1, 2})).isEmpty();
        }
    }

    @Test
    @DisplayName("S19 a clear without a prefix counts for all caches of the store")
    void clearOfTheWholeStore() {
        EntryScope cleared = feed.entriesOf(cache).all();
        EntryScope store = storeApartFrom(cleared);
        Change clear = new Change(new KeysAsTheyAre(), cache, null, null);
        EntryId id = new EntryId(store.part("cars::"), "cars::1");
        EntryId elsewhere = new EntryId(storeApartFrom(cleared, store).part("cars::"), "cars::1");
        try (RunningLoad load = loads.begin()) {
            loads.before(clear);
            assertThat(load.isOutdated(id)).as("other store").isFalse();

            loads.stamps().stamp(Stamps.index(store));

            assertThat(load.isOutdated(id)).isTrue();
            assertThat(load.isOutdated(elsewhere)).isFalse();
        }
    }

    @Test
    @DisplayName("S19 keys are not looked into if nothing has changed")
    void undisturbed() {
        Entries entries = new Entries() {
            @Override
            public EntryId of(Object key) {
                throw new AssertionError("has been looked into");
            }

            @Override
            public EntryScope all() {
                throw new AssertionError("has been looked into");
            }
        };
        try (RunningLoad load = loads.begin()) {
            assertThat(load.changed(entries, new Object[] {1})).isEmpty();
        }
        assertThat(entries.areExact()).as("as a rule").isTrue();
    }

    @Test
    @DisplayName("S21 what is held runs until the hold ends, once")
    void holds() {
        RunningLoad load = loads.begin();
        Runnable hold = load.hold();

        load.close();
        assertThat(loads.isListening()).isTrue();

        hold.run();
        assertThat(loads.isListening()).isFalse();
        try (RunningLoad other = loads.begin()) {
            hold.run();
            assertThat(loads.isListening()).as("other than %s", other).isTrue();
        }
    }

    /** Returns a store none of whose numbers is that of another, as by chance, and by the law, it may be. */
    private EntryScope storeApartFrom(EntryScope... others) {
        return Stream.generate(() -> EntryScope.of(new Object()))
                .filter(store -> Stream.of(store, store.part("cars::")).noneMatch(own -> meets(own, others)))
                .findFirst()
                .orElseThrow();
    }

    private boolean meets(EntryScope scope, EntryScope... others) {
        return Stream.of(others).anyMatch(other -> place(scope) == place(other));
    }

    private int place(EntryScope scope) {
        return loads.stamps().place(Stamps.index(scope));
    }

    private static final class Incomparable {

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException("cannot be compared");
        }
    }
}
