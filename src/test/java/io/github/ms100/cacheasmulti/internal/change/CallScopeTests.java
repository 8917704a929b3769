package io.github.ms100.cacheasmulti.internal.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

@DisplayName("S19 what a call is in the middle of goes with it into another thread")
class CallScopeTests {

    private static final Loaded LOADED = Loaded.since(0);

    private final Cache cache = new ConcurrentMapCache("cars");

    private final Entries entries = new KeysAsTheyAre().entriesOf(cache);

    @Test
    void scopesNestAndEnd() {
        assertThat(CallScope.isClaiming()).isFalse();
        try (CallScope outer = CallScope.claiming()) {
            CallScope.storing(entries, List.of(1), LOADED, () -> {
                assertThat(CallScope.isClaiming()).isTrue();
                assertThat(CallScope.current().isStoring(entries.of(1))).isTrue();
                assertThat(CallScope.current().isStoring(entries.of(2))).isFalse();
            });
            assertThat(CallScope.current()).isSameAs(outer);
            assertThat(outer.isStoring(entries.of(1))).isFalse();
        }
        assertThat(CallScope.current()).isNull();
    }

    @Test
    void whatIsStoredFurtherOutIsStoredHere() {
        CallScope.storing(entries, List.of(1), LOADED, () -> {
            CallScope.storing(entries, List.of(2), LOADED, () -> {
                assertThat(CallScope.current().isStoring(entries.of(1))).isTrue();
                assertThat(CallScope.current().isStoring(entries.of(2))).isTrue();
            });
            assertThat(CallScope.current().isStoring(entries.of(2))).isFalse();
        });
    }

    @Test
    void otherThreadsAreInNothingUnlessItIsCarriedThere() throws Exception {
        try (CallScope scope = CallScope.claiming()) {
            assertThat(CallScope.current()).isSameAs(scope);
            assertThat(inAnotherThread(() -> {})).containsExactly(false, false);
            assertThat(inAnotherThread(CallScope.carry(() -> seen[0] = CallScope.isClaiming())))
                    .containsExactly(true, false);
        }
    }

    @Test
    void threadThatCarriesIsLeftAsItWas() {
        Runnable carried =
                CallScope.carry(() -> assertThat(CallScope.isClaiming()).isFalse());

        try (CallScope scope = CallScope.claiming()) {
            carried.run();

            assertThat(CallScope.current()).isSameAs(scope);
        }
    }

    private final boolean[] seen = new boolean[2];

    /** Returns what work sees there, and what is left of it. */
    private boolean[] inAnotherThread(Runnable work) throws InterruptedException, ExecutionException {
        seen[0] = false;
        CompletableFuture.runAsync(() -> {
                    work.run();
                    seen[1] = CallScope.isClaiming();
                })
                .get();
        return seen.clone();
    }
}
