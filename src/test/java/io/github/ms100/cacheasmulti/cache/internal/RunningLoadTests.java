package io.github.ms100.cacheasmulti.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

@DisplayName("S1 a running load hears of every change")
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
}
