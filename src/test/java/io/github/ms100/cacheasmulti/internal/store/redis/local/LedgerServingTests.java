package io.github.ms100.cacheasmulti.internal.store.redis.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.store.redis.local.Ledger.Comparison;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("L13 what has been validated is served")
class LedgerServingTests extends LedgerFixture {

    @Test
    @DisplayName("L12 what the newest numbers at the start were about is a gap if they do not come")
    void newestNumbersDoNotCome() {
        ledger.subscribed();
        compare(Map.of(SENDER, 1L));

        assertThat(pass(1.1).gap()).isTrue();

        assertThat(gaps).isEqualTo(2);
        assertThat(isServing()).as("all is void").isTrue();
    }

    @Test
    @DisplayName("L13 nothing is served before the first comparison, which voids")
    void firstComparison() {
        assertThat(isServing()).isFalse();
        ledger.subscribed();
        assertThat(isServing()).isFalse();

        assertThat(compare(Map.of()).gap()).isTrue();

        assertThat(gaps).isEqualTo(1);
        assertThat(isServing()).isTrue();
        assertThat(compare(Map.of()).gap()).isFalse();
    }

    @Test
    @DisplayName("L13 the first comparison takes the newest numbers as missing")
    void newestNumbersAreMissing() {
        ledger.subscribed();

        assertThat(compare(Map.of(SENDER, 100L)).gap()).isTrue();

        assertThat(isServing()).as("before its messages have come").isFalse();
        for (long number = 85; number < 100; number++) {
            assertThat(receive(number).gap()).isFalse();
            assertThat(isServing()).isFalse();
        }
        receive(100);
        assertThat(isServing()).isTrue();
    }

    @Test
    @DisplayName("L13 a comparison that was sent before the subscription says nothing")
    void comparisonOfAFormerSubscription() {
        Comparison early = ledger.compare(now);
        ledger.subscribed();

        assertThat(ledger.compared(early, Map.of(), now).gap()).isFalse();

        assertThat(isServing()).isFalse();
        compare(Map.of());
        Comparison former = ledger.compare(now);
        ledger.subscribed();
        ledger.compared(former, Map.of(), now);
        assertThat(isServing()).as("after another subscription").isFalse();
        compare(Map.of());
        assertThat(isServing()).isTrue();
        assertThat(gaps).as("a lost connection voids nothing").isEqualTo(1);
    }

    @Test
    @DisplayName("L8 nothing is confirmed while a number stands whose message is missing")
    void confirmation() {
        serve();
        Comparison comparison = ledger.compare(now);
        assertThat(ledger.compared(comparison, Map.of(SENDER, 1L), now).confirming())
                .isNull();

        assertThat(receive(1).confirming()).isEqualTo(comparison);

        assertThat(receive(2).confirming()).as("confirmed once").isNull();
    }

    @Test
    @DisplayName("L8 a change under way confirms nothing, and keeps nothing from being served")
    void underWayConfirmsNothing() {
        serve();
        ledger.underWay(SENDER, 1, "cars", now);

        assertThat(compare(Map.of(SENDER, 1L)).confirming()).isNull();

        assertThat(isServing()).isTrue();
        assertThat(receive(1).confirming()).isNotNull();
    }

    @Test
    @DisplayName("L13 copies are served for max-unvalidated after a comparison was sent, and again after the next")
    void maxUnvalidated() {
        serve();
        now += 14 * SECOND;
        assertThat(isServing()).isTrue();
        now += SECOND;
        receive(1);
        assertThat(isServing()).as("a message confirms nothing").isFalse();

        compare(Map.of(SENDER, 1L));

        assertThat(isServing()).isTrue();
        assertThat(gaps).as("copies are not void").isZero();
    }

    @Test
    @DisplayName("L13 a comparison counts from when it was sent")
    void countedFromItsSending() {
        serve();
        Comparison slow = ledger.compare(now);
        now += 16 * SECOND;

        ledger.compared(slow, Map.of(), now);

        assertThat(isServing()).isFalse();
    }

    @Test
    @DisplayName("L13 a comparison that has not been caught up with does not prolong")
    void notCaughtUpWith() {
        serve();
        now += 14 * SECOND + SECOND / 2;
        compare(Map.of(SENDER, 1L));
        now += SECOND / 2;

        assertThat(isServing()).isFalse();

        receive(1);
        assertThat(isServing()).isTrue();
    }
}
