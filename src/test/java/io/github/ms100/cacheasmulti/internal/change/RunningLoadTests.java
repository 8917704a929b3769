package io.github.ms100.cacheasmulti.internal.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

@DisplayName("S27 a running load hears of every change")
class RunningLoadTests {

    private final Cache cache = new ConcurrentMapCache("cars");

    @Test
    void isSeenWhileOthersComeAndGo() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread other = new Thread(() -> {
                while (!done.get()) {
                    RunningLoad.begin().close();
                }
            });
            others.add(other);
            other.start();
        }

        int unseen = 0;
        try (RunningLoad load = RunningLoad.begin()) {
            for (int i = 0; i < 3_000_000; i++) {
                unseen += RunningLoad.isNone() ? 1 : 0;
            }
        }
        done.set(true);
        for (Thread other : others) {
            other.join();
        }

        assertThat(unseen).isZero();
        assertThat(RunningLoad.isNone()).isTrue();
    }

    @Test
    @DisplayName("S2 telling of a change while something is stored does not throw, though keys cannot be compared")
    void keysThatCannotBeCompared() {
        EntryScope all = EntryScope.of(cache.getNativeCache(), cache.getName());
        Entries entries = new Entries() {
            @Override
            public EntryId of(Object key) {
                return new EntryId(all, key);
            }

            @Override
            public EntryScope all() {
                return all;
            }
        };

        try (RunningLoad load = RunningLoad.begin()) {
            RunningLoad.storing(
                    entries,
                    List.of(new Incomparable()),
                    () -> Changes.tell(entries, List.of(new Incomparable()), Changes.STAMPS::stamp));

            assertThat(load.changed(entries, List.of(new Incomparable()))).hasSize(1);
        }
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
