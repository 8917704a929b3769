package io.github.ms100.cacheasmulti.internal.metrics;

import io.github.ms100.cacheasmulti.event.BatchListener.Message;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What nodes with local levels tell each other, and whether they believe what they have (O2). Thread-safe. */
final class LocalLevelMeters {

    private final MeterRegistry registry;

    private final Counter sent;

    private final Counter received;

    private final Counter gaps;

    /** By channel: since when copies are not served, by the clock of the registry. */
    private final Map<String, Long> unvalidatedSince = new ConcurrentHashMap<>();

    LocalLevelMeters(MeterRegistry registry) {
        this.registry = registry;
        this.sent = messages("out");
        this.received = messages("in");
        this.gaps = Counter.builder("cache.batch.gaps")
                .description("How often all local copies were void, because a message was lost.")
                .register(registry);
        TimeGauge.builder("cache.batch.unvalidated", this, TimeUnit.NANOSECONDS, LocalLevelMeters::unvalidated)
                .description("How long local copies have not been served, for want of knowing what has changed; zero"
                        + " while they are.")
                .register(registry);
    }

    private Counter messages(String direction) {
        return Counter.builder("cache.batch.messages")
                .description("Messages between nodes about what has changed.")
                .tag("direction", direction)
                .register(registry);
    }

    private double unvalidated() {
        long now = registry.config().clock().monotonicTime();
        return unvalidatedSince.values().stream()
                .mapToLong(since -> now - since)
                .max()
                .orElse(0);
    }

    void told(Message message) {
        (message.sent() ? sent : received).increment();
    }

    void gap() {
        gaps.increment();
    }

    void unvalidated(String channel) {
        unvalidatedSince.putIfAbsent(channel, registry.config().clock().monotonicTime());
    }

    void validated(String channel) {
        unvalidatedSince.remove(channel);
    }
}
