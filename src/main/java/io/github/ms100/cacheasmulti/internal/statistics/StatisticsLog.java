package io.github.ms100.cacheasmulti.internal.statistics;

import io.github.ms100.cacheasmulti.event.BatchStatistics;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Says again and again what batches have done, unless they have done nothing (O7); in a thread of its own, which ends with it. */
public final class StatisticsLog implements SmartInitializingSingleton, DisposableBean {

    private static final Log logger = LogFactory.getLog(StatisticsLog.class);

    private final BatchNumbers numbers;

    private final Duration interval;

    private final Consumer<BatchStatistics> reader;

    private final ScheduledExecutorService thread;

    /**
     * Creates it; it begins when all singletons are there.
     *
     * @param interval how often
     * @param reader gets the statistics
     */
    public StatisticsLog(BatchNumbers numbers, Duration interval, Consumer<BatchStatistics> reader) {
        this.numbers = numbers;
        this.interval = interval;
        this.reader = reader;
        CustomizableThreadFactory threads = new CustomizableThreadFactory("cache-as-multi-statistics-");
        threads.setDaemon(true);
        this.thread = Executors.newSingleThreadScheduledExecutor(threads);
    }

    @Override
    public void afterSingletonsInstantiated() {
        ScheduledFuture<?> unused =
                thread.scheduleAtFixedRate(this::report, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Says what there has been since it was called before. */
    void report() {
        try {
            BatchStatistics statistics = numbers.take();
            if (!statistics.interval().methods().isEmpty()
                    || !statistics.interval().caches().isEmpty()) {
                reader.accept(statistics);
            }
        } catch (RuntimeException | Error ex) {
            // Otherwise there would be no next time.
            logger.warn("The statistics of batches could not be read or written", ex);
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
