package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.internal.call.BatchObserver;
import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.metrics.BatchMeters;
import io.github.ms100.cacheasmulti.internal.observation.MicrometerObserver;
import io.github.ms100.cacheasmulti.internal.statistics.ObservedCaches;
import io.github.ms100.cacheasmulti.internal.store.MadeManagers;
import io.github.ms100.cacheasmulti.observation.DefaultBatchLoadConvention;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** An application whose batches are counted and observed, or are not. */
final class WatchedApplication implements AutoCloseable {

    /** Who watches. */
    enum By {
        NOBODY,
        METERS,
        OBSERVATIONS
    }

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private final Cars cars;

    WatchedApplication(CacheManager manager, By by) {
        context.registerBean(CacheManager.class, () -> manager);
        context.register(Subject.Application.class);
        switch (by) {
            case METERS -> context.registerBean(BatchMeters.class, this::meters);
            case OBSERVATIONS -> context.registerBean(BatchObserver.class, WatchedApplication::observer);
            case NOBODY -> {}
        }
        context.refresh();
        context.getBeanProvider(BatchMeters.class).ifAvailable(meters -> meters.bindTo(new SimpleMeterRegistry()));
        this.cars = context.getBean(Cars.class);
    }

    private BatchMeters meters() {
        return new BatchMeters(
                () -> context.getBeanProvider(DeclaredMethods.class).stream(),
                new ObservedCaches(() -> context.getBean(MadeManagers.class), () -> CoolDown.NONE, name -> false));
    }

    private static BatchObserver observer() {
        ObservationRegistry registry = ObservedBy.SPANS.registry();
        return new MicrometerObserver(
                () -> registry, new MicrometerObserver.Named<>(null, new DefaultBatchLoadConvention(false)), null);
    }

    /** Finds cars, and returns how long that took. */
    long nanos(List<Long> ids) {
        long start = System.nanoTime();
        Map<Long, Car> found = cars.findByIds(ids);
        long end = System.nanoTime();
        if (found.size() != ids.size()) {
            throw new IllegalStateException("%d of %d cars".formatted(found.size(), ids.size()));
        }
        return end - start;
    }

    @Override
    public void close() {
        context.close();
    }
}
