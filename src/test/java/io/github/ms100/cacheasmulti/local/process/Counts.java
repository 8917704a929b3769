package io.github.ms100.cacheasmulti.local.process;

import io.github.ms100.cacheasmulti.event.BatchListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts what a node does and is told. Thread-safe. */
final class Counts implements BatchListener {

    private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);

    void add(Count count, long times) {
        long unused = counts.addAndGet(count.ordinal(), times);
    }

    long get(Count count) {
        return counts.get(count.ordinal());
    }

    /** Returns all of them, each by its ordinal number. */
    Map<Long, Long> all() {
        Map<Long, Long> all = new LinkedHashMap<>();
        for (Count count : Count.values()) {
            all.put((long) count.ordinal(), get(count));
        }
        return all;
    }

    @Override
    public void onLocalLookup(LocalLookup lookup) {
        add(Count.LOCAL_KEYS_ASKED, lookup.keys());
        add(Count.LOCAL_HITS, lookup.hits());
    }

    @Override
    public void onLocalFill(LocalFill fill) {
        add(Count.FILLS, fill.keys());
    }

    @Override
    public void onMessage(Message message) {
        add(message.sent() ? Count.MESSAGES_SENT : Count.MESSAGES_RECEIVED, 1);
    }

    @Override
    public void onGap(String channel) {
        add(Count.GAPS, 1);
    }

    @Override
    public void onValidated(String channel, Duration time) {
        add(Count.VALIDATED_AGAIN, 1);
    }
}
