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
            CallScope.storing(
                    entries, List.of(new Incomparable()), () -> feed.announce(cache, List.of(new Incomparable()), false)
                            .run());

            assertThat(load.changed(entries, new Object[] {new Incomparable()})).containsExactly(0);
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
