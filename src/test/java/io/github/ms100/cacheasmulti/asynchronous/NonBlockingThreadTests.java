package io.github.ms100.cacheasmulti.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;

@DisplayName("A5 in a thread that must not block, an asynchronous batch")
class NonBlockingThreadTests {

    private static final int ROUNDS = 50;

    @Test
    @DisplayName("calls a cache that only blocks elsewhere")
    void elsewhere() throws Exception {
        Set<Thread> callers = ConcurrentHashMap.newKeySet();
        ConcurrentMapCache blocking = new ConcurrentMapCache("loop") {
            @Override
            public ValueWrapper get(Object key) {
                callers.add(Thread.currentThread());
                return super.get(key);
            }

            @Override
            public void put(Object key, Object value) {
                callers.add(Thread.currentThread());
                super.put(key, value);
            }
        };
        try (CachingContext context = CachingContext.of(new GivenCaches(blocking), Cars.class)) {
            Loop loop = new Loop(context.bean(Cars.class));
            loop.start();
            loop.join();

            assertThat(loop.failures).isEmpty();
            assertThat(callers).isNotEmpty().noneMatch(NonBlocking.class::isInstance);
        }
    }

    /** Makes calls, then waits for their results. */
    private static final class Loop extends Thread implements NonBlocking {

        private final Cars cars;

        private final List<Throwable> failures = new ArrayList<>();

        Loop(Cars cars) {
            this.cars = cars;
        }

        @Override
        public void run() {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                calls.addAll(calls(round));
            }
            calls.forEach(this::await);
        }

        private List<CompletableFuture<?>> calls(int round) {
            List<Integer> ids =
                    IntStream.range(round * 10, round * 10 + 20).boxed().toList();
            return List.of(
                    cars.future(ids),
                    cars.mono(ids).toFuture(),
                    cars.put(ids).toFuture(),
                    cars.remove(ids.subList(0, 5)).toFuture());
        }

        private void await(CompletableFuture<?> call) {
            try {
                Object unused = call.get(20, TimeUnit.SECONDS);
            } catch (Exception ex) {
                failures.add(ex);
            }
        }
    }

    static class Cars {

        @Cacheable(cacheNames = "loop", sync = true)
        public CompletableFuture<Map<Integer, String>> future(@CacheAsMulti List<Integer> ids) {
            return CompletableFuture.completedFuture(load(ids));
        }

        @Cacheable(cacheNames = "loop", sync = true)
        public Mono<Map<Integer, String>> mono(@CacheAsMulti List<Integer> ids) {
            return Mono.fromSupplier(() -> load(ids)).delayElement(Duration.ofNanos(1));
        }

        @CachePut("loop")
        public Mono<Map<Integer, String>> put(@CacheAsMulti List<Integer> ids) {
            return Mono.fromSupplier(() -> load(ids));
        }

        @CacheEvict("loop")
        public Mono<Void> remove(@CacheAsMulti List<Integer> ids) {
            return Mono.empty();
        }

        private static Map<Integer, String> load(List<Integer> ids) {
            return ids.stream().collect(Collectors.toMap(Function.identity(), id -> "car " + id));
        }
    }
}
