package io.github.ms100.cacheasmulti.internal.metrics;

import io.github.ms100.cacheasmulti.event.BatchListener.Load;
import io.github.ms100.cacheasmulti.event.BatchListener.Wait;
import io.github.ms100.cacheasmulti.internal.memory.Remembered;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** What one batch method is called with, and what it loads (O2, O4). Its counters are there, at zero, from the start. Thread-safe. */
final class MethodMeters {

    /** Where histograms are switched on: how large batches are. */
    private static final double LARGEST_EXPECTED = 10_000;

    private static final String NONE = "none";

    private final MeterRegistry registry;

    private final Tags tags;

    private final DistributionSummary size;

    private final DistributionSummary loadSize;

    private final Counter found;

    private final Counter missing;

    private final Counter coalesced;

    private final Timer shared;

    private final Timer failed;

    private final Timer timedOut;

    private final Timer loads;

    private final Remembered<Class<?>, Timer> failedLoads = new Remembered<>();

    MethodMeters(MeterRegistry registry, Method method) {
        this.registry = registry;
        this.tags = Tags.of("class", method.getDeclaringClass().getName(), "method", method.getName());
        this.size = summary("cache.batch.size", "Distinct elements of a call.");
        this.loadSize = summary("cache.batch.load.size", "Elements that the method was asked for in one run.");
        this.found = loaded("found");
        this.missing = loaded("missing");
        this.coalesced = Counter.builder("cache.batch.coalesced")
                .description("Elements taken from what another call has loaded.")
                .tags(tags)
                .register(registry);
        this.shared = waits("shared");
        this.failed = waits("failed");
        this.timedOut = waits("timeout");
        this.loads = loads(NONE);
    }

    private DistributionSummary summary(String name, String description) {
        return DistributionSummary.builder(name)
                .description(description)
                .minimumExpectedValue(1.0)
                .maximumExpectedValue(LARGEST_EXPECTED)
                .tags(tags)
                .register(registry);
    }

    private Counter loaded(String result) {
        return Counter.builder("cache.batch.loaded")
                .description("Elements for which the method has returned something, or nothing.")
                .tags(tags)
                .tag("result", result)
                .register(registry);
    }

    private Timer waits(String result) {
        return Timer.builder("cache.batch.waits")
                .description("Calls that have waited for what others load.")
                .tags(tags)
                .tag("result", result)
                .register(registry);
    }

    private Timer loads(String exception) {
        return Timer.builder("cache.batch.loads")
                .description("Runs of the method.")
                .tags(tags)
                .tag("exception", exception)
                .register(registry);
    }

    void called(int elements) {
        size.record(elements);
    }

    void loaded(Load load) {
        loadSize.record(load.elements());
        found.increment(load.found());
        missing.increment(load.missing());
        timerOf(load.failure()).record(load.time());
    }

    private Timer timerOf(@Nullable Throwable failure) {
        if (failure == null) {
            return loads;
        }
        Class<?> type = failure.getClass();
        return failedLoads.getOrPut(
                type, () -> loads(type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName()));
    }

    void waited(Wait wait) {
        coalesced.increment(wait.taken());
        Timer result = wait.timedOut() ? timedOut : (wait.taken() == wait.elements()) ? shared : failed;
        result.record(wait.time());
    }
}
