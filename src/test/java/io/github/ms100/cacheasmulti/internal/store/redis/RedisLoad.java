package io.github.ms100.cacheasmulti.internal.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.dao.DataAccessException;

/**
 * Threads that read, put and evict random batches and look at every value they get: it must have been put under that very
 * key. Calls may fail while a server is down, but not hang and not lie.
 */
final class RedisLoad {

    private static final int KEYS = 5000;

    private static final int LARGEST_BATCH = 500;

    private final EnhancedCache cache;

    private final int threads;

    private final LongAdder calls = new LongAdder();

    private final LongAdder failedCalls = new LongAdder();

    private final LongAdder values = new LongAdder();

    private final LongAccumulator longestNanos = new LongAccumulator(Math::max, 0);

    private final AtomicLong lastFailure = new AtomicLong(System.nanoTime());

    RedisLoad(EnhancedCache cache, int threads) {
        this.cache = cache;
        this.threads = threads;
    }

    /** Runs for so long, with something happening in between. */
    void run(Duration duration, Duration before, Event event) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        long start = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            running.add(workers.submit(() -> work(start + duration.toNanos())));
        }
        workers.shutdown();
        assertThat(workers.awaitTermination(before.toNanos(), TimeUnit.NANOSECONDS))
                .as("work ends before its time")
                .isFalse();
        event.happen();
        assertThat(workers.awaitTermination(duration.multipliedBy(2).toSeconds() + 60, TimeUnit.SECONDS))
                .as("a call hangs")
                .isTrue();
        for (Future<?> worker : running) {
            worker.get();
        }
    }

    private void work(long end) {
        while (System.nanoTime() < end) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            List<Integer> keys = random.ints(random.nextInt(1, LARGEST_BATCH + 1), 0, KEYS)
                    .boxed()
                    .distinct()
                    .toList();
            long start = System.nanoTime();
            try {
                call(keys, random.nextInt(10));
            } catch (PartialBatchException ex) {
                check(ex.getHits());
                assertThat(ex.getFailures().keySet()).isSubsetOf(keys);
                assertThat(ex.getFailures().values()).hasOnlyElementsOfType(DataAccessException.class);
                failed();
            } catch (DataAccessException ex) {
                failed();
            }
            longestNanos.accumulate(System.nanoTime() - start);
            calls.increment();
        }
    }

    private void call(List<Integer> keys, int dice) {
        if (dice == 0) {
            cache.multiEvict(keys);
        } else if (dice < 4) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            keys.forEach(key -> entries.put(key, key + "@" + System.nanoTime()));
            cache.multiPut(entries);
        } else {
            Map<Object, ValueWrapper> hits = cache.multiGet(keys);
            assertThat(keys)
                    .containsAll(hits.keySet().stream().map(Integer.class::cast).toList());
            check(hits);
        }
    }

    private void check(Map<Object, ValueWrapper> hits) {
        hits.forEach((key, hit) -> {
            String value = (String) hit.get();
            if (value == null || !value.startsWith(key + "@")) {
                throw new AssertionError("Key " + key + " has the value " + value);
            }
        });
        values.add(hits.size());
    }

    private void failed() {
        failedCalls.increment();
        lastFailure.accumulateAndGet(System.nanoTime(), Math::max);
    }

    Duration longestCall() {
        return Duration.ofNanos(longestNanos.get());
    }

    Duration sinceLastFailure() {
        return Duration.ofNanos(System.nanoTime() - lastFailure.get());
    }

    long values() {
        return values.sum();
    }

    @Override
    public String toString() {
        return "%d threads, %d calls, %d of them failed (the last %d ms before the end), %d values read, longest call %d ms"
                .formatted(
                        threads,
                        calls.sum(),
                        failedCalls.sum(),
                        sinceLastFailure().toMillis(),
                        values(),
                        longestCall().toMillis());
    }

    @FunctionalInterface
    interface Event {

        void happen() throws Exception;
    }
}
