package io.github.ms100.cacheasmulti.internal.store.redis.local;

import io.github.ms100.cacheasmulti.internal.store.redis.local.Ledger.Comparison;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Ledger.Finding;
import java.time.Duration;
import java.util.Map;

/** A ledger with a clock that is turned by hand. */
abstract class LedgerFixture {

    static final long SENDER = 7;

    static final long SECOND = Duration.ofSeconds(1).toNanos();

    static final Timing TIMING = new Timing(5 * SECOND, 15 * SECOND, 10 * SECOND);

    int gaps;

    final Ledger ledger = new Ledger(TIMING, () -> gaps++);

    /** Begins anywhere: such clocks do. */
    long now = Long.MAX_VALUE - SECOND / 2;

    final Finding compare(Map<Long, Long> counts) {
        Comparison comparison = ledger.compare(now);
        now++;
        return ledger.compared(comparison, counts, now);
    }

    final Finding receive(long number) {
        return ledger.received(SENDER, number, now);
    }

    final Finding pass(double seconds) {
        now += (long) (seconds * SECOND);
        return ledger.tick(now);
    }

    final boolean isServing() {
        return ledger.isServing(now);
    }

    /** Lets it serve, with no gap so far. */
    final void serve() {
        ledger.subscribed();
        compare(Map.of(SENDER, 0L));
        gaps = 0;
    }
}
