package io.github.ms100.cacheasmulti.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.test.util.AopTestUtils;

@DisplayName("A12 of 10,000 asynchronous calls of 100 overlapping keys, made by 8 threads,")
@Tag("slow")
class ManyCallsTests {

    private static final int THREADS = 8;

    private static final int CALLS = 10_000 / THREADS;

    private static final int KEYS = 5_000;

    private final CachingContext context = CachingContext.of(new CaffeineCacheManager(), Cars.class, Threads.class);

    private final Cars cars = context.bean(Cars.class);

    private final Cars target = AopTestUtils.getTargetObject(cars);

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    @DisplayName("each key is loaded once, in no threads but the pool's, and nothing is left of the calls")
    void manyCalls() throws Exception {
        runAll();
        long before = usedHeap();
        Set<String> threadsBefore = threads();

        for (int round = 0; round < 3; round++) {
            context.cache("cars").clear();
            target.forget();
            runAll();
            assertThat(target.mostLoads()).isEqualTo(1);
        }

        assertThat(usedHeap()).isLessThan(before + before / 20);
        assertThat(threads()).isSubsetOf(threadsBefore);
    }

    private void runAll() throws Exception {
        // Of its own for each round: a thread that has ended holds its work since Java 19, and with that all results.
        try (Callers callers = new Callers()) {
            List<Callers.Call<List<CompletableFuture<Map<Integer, Integer>>>>> started = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int seed = thread;
                started.add(callers.start(() -> calls(seed)));
            }
            for (Callers.Call<List<CompletableFuture<Map<Integer, Integer>>>> calls : started) {
                for (CompletableFuture<Map<Integer, Integer>> call : calls.result()) {
                    call.get(60, TimeUnit.SECONDS)
                            .forEach((id, value) -> assertThat(value).isEqualTo(-id));
                }
            }
            Awaitility.await().until(() -> Flights.inThisJvm().isEmpty());
        }
    }

    private List<CompletableFuture<Map<Integer, Integer>>> calls(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<CompletableFuture<Map<Integer, Integer>>> futures = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            List<Integer> ids = random.ints(100, 0, KEYS).distinct().boxed().toList();
            futures.add(cars.find(ids)
                    .whenComplete((found, failure) -> assertThat(found.keySet()).containsExactlyElementsOf(ids)));
        }
        return futures;
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            System.gc();
            MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
            least = Math.min(least, heap.getUsed());
        }
        return least;
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("Thread-"))
                .collect(Collectors.toSet());
    }

    /** Eight threads for all. */
    static class Threads implements DisposableBean {

        private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(THREADS);

        @Bean
        Executor cacheAsMultiExecutor() {
            return pool;
        }

        @Override
        public void destroy() {
            pool.shutdownNow();
        }
    }

    static class Cars {

        private final AtomicIntegerArray loads = new AtomicIntegerArray(KEYS);

        private final Executor executor;

        Cars(Executor executor) {
            this.executor = executor;
        }

        void forget() {
            for (int key = 0; key < KEYS; key++) {
                loads.set(key, 0);
            }
        }

        int mostLoads() {
            int most = 0;
            for (int key = 0; key < KEYS; key++) {
                most = Math.max(most, loads.get(key));
            }
            return most;
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public CompletableFuture<Map<Integer, Integer>> find(@CacheAsMulti List<Integer> ids) {
            ids.forEach(loads::incrementAndGet);
            return CompletableFuture.supplyAsync(
                    () -> ids.stream().collect(Collectors.toMap(Function.identity(), id -> -id)), executor);
        }
    }
}
