package io.github.ms100.cacheasmulti.internal.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.event.BatchListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("L13 when copies are served is told, and when they are not")
class UnvalidatedTimeTests {

    private final List<String> told = new ArrayList<>();

    private final BatchListener listener = new BatchListener() {

        @Override
        public void onUnvalidated(String channel) {
            told.add("not " + channel);
        }

        @Override
        public void onValidated(String channel, Duration time) {
            told.add(channel + " after " + time.toSeconds());
        }
    };

    private long now;

    private final UnvalidatedTime time = new UnvalidatedTime("cars", () -> now, event -> event.accept(listener));

    @Test
    void eachChangeIsToldOnce() {
        look(1, false);
        look(2, false);
        look(3, true);
        look(4, true);
        look(6, false);
        look(7, false);
        look(9, true);

        assertThat(told).containsExactly("not cars", "cars after 3", "not cars", "cars after 3");
    }

    @Test
    @DisplayName("those who listen from later on hear what was before")
    void listenersThatComeLater() {
        time.look(false, false);
        now = Duration.ofSeconds(2).toNanos();
        time.look(true, false);
        assertThat(told).isEmpty();
        time.look(true, true);
        time.look(true, true);

        assertThat(told).containsExactly("not cars", "cars after 2");
    }

    private void look(int second, boolean isServed) {
        now = Duration.ofSeconds(second).toNanos();
        time.look(isServed, true);
    }
}
