package io.github.ms100.cacheasmulti.internal.store.redis.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("L12 numbers and gaps")
class LedgerTests extends LedgerFixture {

    private static final long OTHER = 8;

    @BeforeEach
    void begin() {
        serve();
    }

    @Test
    @DisplayName("L12 a count whose message has not come is a gap after a second, not before")
    void countWithoutMessage() {
        compare(Map.of(SENDER, 1L));

        assertThat(pass(1).gap()).as("in time").isFalse();
        assertThat(pass(0.1).gap()).as("too late").isTrue();

        assertThat(pass(1).gap()).as("told once between two comparisons").isFalse();
    }

    @Test
    @DisplayName("L12 a number whose message has not come is a gap after a second")
    void numberWithoutMessage() {
        assertThat(receive(2).gap()).isFalse();

        assertThat(pass(1.1).gap()).isTrue();
    }

    @Test
    @DisplayName("L12 a gap is told at every comparison until the message comes")
    void repeatedUntilItComes() {
        compare(Map.of(SENDER, 1L));
        pass(1.1);
        now += 5 * SECOND;
        assertThat(compare(Map.of(SENDER, 1L)).gap()).isTrue();
        now += 5 * SECOND;
        assertThat(compare(Map.of(SENDER, 1L)).gap()).isTrue();

        assertThat(receive(1).gap()).isFalse();

        assertThat(compare(Map.of(SENDER, 1L)).gap()).isFalse();
    }

    @Test
    @DisplayName("L12 a gap is told for no longer than its sender may be slow")
    void repeatedWithinTheBound() {
        compare(Map.of(SENDER, 1L));
        pass(1.1);
        now += 18 * SECOND;
        assertThat(compare(Map.of(SENDER, 1L)).gap()).isTrue();

        now += 2 * SECOND;

        assertThat(compare(Map.of(SENDER, 1L)).gap()).isFalse();
        assertThat(receive(1).gap()).as("a late message").isFalse();
        assertThat(compare(Map.of(SENDER, 1L)).gap()).isFalse();
    }

    @Test
    @DisplayName("L12 numbers that come in another order are no gap")
    void anotherOrder() {
        for (long number : new long[] {3, 1, 4, 2}) {
            assertThat(receive(number).gap()).isFalse();
        }

        assertThat(pass(1.1).gap()).isFalse();
        assertThat(compare(Map.of(SENDER, 4L)).gap()).isFalse();
        assertThat(isServing()).isTrue();
    }

    @Test
    @DisplayName("L12 a count lower than one already seen is a gap")
    void lowerCount() {
        receive(1);
        receive(2);
        compare(Map.of(SENDER, 2L));

        assertThat(compare(Map.of(SENDER, 1L)).gap()).isTrue();

        assertThat(compare(Map.of(SENDER, 1L)).gap()).isFalse();
    }

    @Test
    @DisplayName("L12 a vanished field is no gap")
    void vanishedField() {
        receive(1);
        compare(Map.of(SENDER, 1L));

        assertThat(compare(Map.of()).gap()).isFalse();

        assertThat(pass(1.1).gap()).isFalse();
    }

    @Test
    @DisplayName("L12 more missing numbers than are counted one by one are a gap at once")
    void tooMany() {
        assertThat(receive(2_000).gap()).isTrue();

        pass(1.1);
        assertThat(compare(Map.of(SENDER, 2_000L)).gap()).isTrue();
    }

    @Test
    @DisplayName("L12 a sender that was not known is missed from its first number on")
    void unknownSender() {
        ledger.received(OTHER, 2, now);

        assertThat(pass(1.1).gap()).isTrue();
    }

    @Test
    @DisplayName("L12 a change that goes on is no gap, and its cache is by-passed until its message comes")
    void underWay() {
        assertThat(ledger.underWay(SENDER, 1, "cars", now).gap()).isFalse();
        for (int i = 0; i < 20; i++) {
            assertThat(pass(0.5).gap()).isFalse();
            ledger.underWay(SENDER, 1, "cars", now);
            assertThat(ledger.isBypassed("cars")).isTrue();
            assertThat(ledger.isBypassed("bikes")).isFalse();
        }

        receive(1);

        assertThat(ledger.isBypassed("cars")).isFalse();
        assertThat(pass(1.1).gap()).isFalse();
    }

    @Test
    @DisplayName("L12 a change that goes on no more, and whose message does not come, is a gap")
    void underWayAndOver() {
        ledger.underWay(SENDER, 1, "cars", now);

        assertThat(pass(1.1).gap()).isTrue();

        assertThat(ledger.isBypassed("cars")).isFalse();
    }

    @Test
    @DisplayName("L12 what is said to go on after its message has come changes nothing")
    void underWayTooLate() {
        receive(1);

        ledger.underWay(SENDER, 1, "cars", now);

        assertThat(ledger.isBypassed("cars")).isFalse();
        assertThat(pass(1.1).gap()).isFalse();
    }

    @Test
    @DisplayName("L12 a node is silent after an hour, and forgotten with its field")
    void silence() {
        receive(1);
        compare(Map.of(SENDER, 1L));
        now += 3599 * SECOND;
        compare(Map.of(SENDER, 1L));
        assertThat(ledger.silent(now)).isEmpty();
        now += 2 * SECOND;
        assertThat(ledger.silent(now)).containsExactly(SENDER);

        assertThat(compare(Map.of()).gap()).isFalse();

        assertThat(ledger.silent(now)).isEmpty();
    }
}
