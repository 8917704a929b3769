package io.github.ms100.cacheasmulti.internal.store.redis.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Model checking: every order in which a few changes, fills, loads, messages and mishaps can go on at two nodes. Fences, copies,
 * ledgers, nodes and messages are the real ones; {@link FakeRedis Redis} and the threads are made up. A {@link Scenario} says what
 * goes on, as {@link Script}s of steps; the {@link Explorer} goes every way through a {@link World}; at its end time passes, counts
 * are compared, and whatever is still served must be what the database says.
 */
@Tag("slow")
@DisplayName("L15 what remains violated for ever is what the law says")
class LocalModelTests {

    /** Those that may end wrong: what L15 excepts. */
    private static final String EXCEPTIONS =
            "READ_BEFORE_A_CORRECTION|OLDER_PUT_LAST|LATE_PUT|LATE_LOAD|FAIL_OVER_THAT_LOSES_A_CHANGE|DEAD_LOADER|DEAD_AFTER_REFUSAL";

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_NONE, names = EXCEPTIONS)
    @DisplayName("L15 nothing old is left, whatever the order")
    void holds(Scenario scenario) {
        Explorer.Result result = scenario.explore(Set.of());

        assertThat(result.problems()).as("after %s", result.way()).isEmpty();
        assertThat(result.ends()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = EXCEPTIONS)
    @DisplayName("L15 its exceptions do happen")
    void exceptions(Scenario scenario) {
        Explorer.Result result = scenario.explore(Set.of());

        assertThat(result.problems()).as("%d ways", result.ends()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L6 what must not be done is found out")
    void seededFaults(Fault fault) {
        Explorer.Result result = fault.scenario().explore(Set.of(fault));

        assertThat(result.problems()).as("%d ways", result.ends()).isNotEmpty();
    }

    @Test
    @DisplayName("L15 of moves that have nothing to do with each other one order is gone, of others each")
    void ways() {
        int[] ends = new int[2];
        for (int shared = 0; shared < 2; shared++) {
            Place other = (shared == 1) ? Place.NODE_A : Place.NODE_B;
            ends[shared] = new Explorer(() -> World.empty()
                            .happens(new Script("one")
                                    .then("1", () -> {}, Place.NODE_A)
                                    .then("2", () -> {}, Place.NODE_A))
                            .happens(
                                    new Script("two").then("1", () -> {}, other).then("2", () -> {}, other)))
                    .explore()
                    .ends();
        }

        assertThat(ends).containsExactly(1, 6);
    }
}
