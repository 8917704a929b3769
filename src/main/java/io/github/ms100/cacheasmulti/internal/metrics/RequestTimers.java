package io.github.ms100.cacheasmulti.internal.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.util.function.SingletonSupplier;

/** How long calls of one cache take that are of one kind; each timer is made when it is first needed. Thread-safe. */
final class RequestTimers {

    private final Outcomes batch;

    private final Outcomes loop;

    /**
     * Creates them.
     *
     * @param tags name cache and operation
     */
    RequestTimers(MeterRegistry registry, Tags tags) {
        this.batch = Outcomes.of(registry, tags.and("mode", "batch"));
        this.loop = Outcomes.of(registry, tags.and("mode", "loop"));
    }

    /**
     * Takes a call.
     *
     * @param looped whether it was one for each of its keys, for want of batch operations
     * @param keys of how many keys
     * @param failures for how many of them it failed
     */
    void record(boolean looped, int keys, int failures, Duration time) {
        Outcomes outcomes = looped ? loop : batch;
        SingletonSupplier<Timer> timer =
                (failures == 0) ? outcomes.success : (failures < keys) ? outcomes.partial : outcomes.failure;
        timer.obtain().record(time);
    }

    private record Outcomes(
            SingletonSupplier<Timer> success, SingletonSupplier<Timer> partial, SingletonSupplier<Timer> failure) {

        static Outcomes of(MeterRegistry registry, Tags tags) {
            return new Outcomes(
                    timer(registry, tags, "success"),
                    timer(registry, tags, "partial"),
                    timer(registry, tags, "failure"));
        }

        private static SingletonSupplier<Timer> timer(MeterRegistry registry, Tags tags, String outcome) {
            return SingletonSupplier.of(() -> Timer.builder("cache.batch.requests")
                    .description("Calls of the cache: one for a batch, or where mode is loop one for each of its keys,"
                            + " timed together.")
                    .tags(tags)
                    .tag("outcome", outcome)
                    .register(registry));
        }
    }
}
