package io.github.ms100.cacheasmulti.meters;

import static io.github.ms100.cacheasmulti.meters.MeteredApplications.count;
import static io.github.ms100.cacheasmulti.meters.MeteredApplications.meter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;

@DisplayName("O2 meters count what batches do")
class BatchMetersTests {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    @DisplayName("O4 one of a hundred cannot be read, on Redis: it is an error, no miss")
    void unreadableOnRedis() {
        TestRedis.deleteEverything();
        metered(BootApplications.withRedisCaches().withBean(RecordingErrorHandlerConfigurer.class))
                .run(context -> {
                    MeteredCars cars = context.getBean(MeteredCars.class);
                    cars.find(ids(1, 60));
                    TestRedis.onServer(
                            connection -> connection.stringCommands().set("cars::61".getBytes(), new byte[] {1, 2, 3}));
                    assertOneOfAHundredIsUnreadable(cars, "batch");
                });
    }

    @Test
    @DisplayName("O4 one of a hundred cannot be read, on the heap")
    void unreadableOnTheHeap() {
        Cache cache = new ConcurrentMapCache("cars") {
            @Override
            public ValueWrapper get(Object key) {
                if (key.equals(61L)) {
                    throw new IllegalStateException("unreadable");
                }
                return super.get(key);
            }
        };
        with(cache, RecordingErrorHandlerConfigurer.class, (cars, manager) -> {
            cars.find(ids(1, 60));
            assertOneOfAHundredIsUnreadable(cars, "loop");
        });
    }

    private void assertOneOfAHundredIsUnreadable(MeteredCars cars, String mode) {
        double hits = gets("hit");
        double misses = gets("miss");
        double requests = requests("get", mode, "success");

        cars.find(ids(1, 100));

        assertThat(gets("hit") - hits).isEqualTo(60);
        assertThat(gets("miss") - misses).isEqualTo(39);
        assertThat(gets("error")).isEqualTo(1);
        assertThat(gets("bypassed")).isZero();
        assertThat(requests("get", mode, "partial")).isEqualTo(1);
        assertThat(requests("get", mode, "success")).isEqualTo(requests);
    }

    @Test
    @DisplayName("O4 eight overlapping calls of ten keys: eighty misses, ten loaded, seventy coalesced, no hit")
    void overlappingCalls() {
        onHeap((cars, manager) -> {
            Hold hold = new Hold();
            cars.holdWith(hold);
            try (Callers callers = new Callers()) {
                List<Callers.Call<?>> calls = new ArrayList<>();
                calls.add(callers.start(() -> cars.findOnce(ids(1, 10))));
                hold.awaitReached();
                for (int i = 1; i < 8; i++) {
                    Callers.Call<?> waiting = callers.start(() -> cars.findOnce(ids(1, 10)));
                    calls.add(waiting);
                    waiting.awaitWaiting();
                }
                hold.release();
                for (Callers.Call<?> call : calls) {
                    call.result();
                }
            } catch (Exception ex) {
                throw new IllegalStateException(ex);
            }

            assertThat(gets("miss")).isEqualTo(80);
            assertThat(gets("hit")).isZero();
            assertThat(count(registry, "loaded", "method", "findOnce", "result", "found"))
                    .isEqualTo(10);
            assertThat(count(registry, "coalesced", "method", "findOnce")).isEqualTo(70);
            assertThat(meter(registry, "waits", "method", "findOnce", "result", "shared")
                            .timer()
                            .count())
                    .isEqualTo(7);
        });
    }

    @Test
    @DisplayName("O4 each element counts once for each cache that is asked, duplicates are one")
    void nearAndFar() {
        onHeap((cars, manager) -> {
            manager.getCache("far").put(1L, "far 1");
            manager.getCache("near").put(2L, "near 2");

            cars.findNearAndFar(List.of(1L, 2L, 3L, 3L, 1L));

            assertThat(gets("near", "hit")).isEqualTo(1);
            assertThat(gets("near", "miss")).isEqualTo(2);
            assertThat(gets("far", "hit")).isEqualTo(1);
            assertThat(gets("far", "miss")).isEqualTo(1);
            assertThat(meter(registry, "size", "method", "findNearAndFar")
                            .summary()
                            .totalAmount())
                    .isEqualTo(3);
        });
    }

    @Test
    void storesOfCaffeineAreCounted() {
        metered(BootApplications.withCaches().withBean(CacheManager.class, CaffeineCacheManager::new))
                .run(context -> {
                    context.getBean(MeteredCars.class).find(List.of(1L, 2L, 3L));

                    assertThat(puts("success")).isEqualTo(3);
                });
    }

    @Test
    void loadsOfAMethodAreMeasured() {
        onHeap((cars, manager) -> {
            cars.find(List.of(1L, -2L, -3L));
            cars.find(List.of(1L));
            assertThatIllegalStateException().isThrownBy(() -> cars.find(List.of(0L)));
            cars.evict(List.of(1L));

            assertThat(count(registry, "loaded", "method", "find", "result", "found"))
                    .isEqualTo(1);
            assertThat(count(registry, "loaded", "method", "find", "result", "missing"))
                    .isEqualTo(2);
            assertThat(count(registry, "loaded", "method", "evict", "result", "missing"))
                    .isZero();
            assertThat(loads("find", "none")).isEqualTo(1);
            assertThat(loads("find", "IllegalStateException")).isEqualTo(1);
            assertThat(meter(registry, "size", "method", "find").summary().count())
                    .isEqualTo(3);
            assertThat(meter(registry, "load.size", "method", "find").summary().totalAmount())
                    .isEqualTo(4);
            assertThat(meter(registry, "size", "method", "find").meter().getId().getTag("class"))
                    .isEqualTo(MeteredCars.class.getName());
        });
    }

    @Test
    void writesAreCountedByKeyAndTimedByCall() {
        onHeap((cars, manager) -> {
            cars.put(List.of(1L, 2L));
            cars.evict(List.of(1L, 2L, 3L));
            cars.clear(List.of(1L));

            assertThat(puts("success")).isEqualTo(2);
            assertThat(count(registry, "removals", "cache", "cars", "result", "success"))
                    .isEqualTo(3);
            assertThat(requests("put", "batch", "success")).isEqualTo(1);
            assertThat(requests("remove", "batch", "success")).isEqualTo(1);
            assertThat(requests("clear", "batch", "success")).isEqualTo(1);
        });
    }

    @Test
    void nullsThatACacheDoesNotTakeAreRefused() {
        with(new ConcurrentMapCache("cars", false), Object.class, (cars, manager) -> {
            cars.find(List.of(1L, -2L));

            assertThat(puts("success")).isEqualTo(1);
            assertThat(puts("refused")).isEqualTo(1);
        });
    }

    @Test
    void loopIsSeen() {
        with(new WrappedCache(new ConcurrentMapCache("cars")), Object.class, (cars, manager) -> {
            cars.find(List.of(1L, 2L));

            assertThat(requests("get", "loop", "success")).isEqualTo(1);
            assertThat(requests("put", "loop", "success")).isEqualTo(1);
        });
    }

    private double gets(String result) {
        return gets("cars", result);
    }

    private double gets(String cache, String result) {
        return count(registry, "gets", "cache", cache, "result", result);
    }

    private double puts(String result) {
        return count(registry, "puts", "cache", "cars", "result", result);
    }

    /** Returns how many calls of the cache there were; zero if there is no such meter yet. */
    private double requests(String operation, String mode, String outcome) {
        return registry.find("cache.batch.requests").tags("cache", "cars", "operation", operation).timers().stream()
                .filter(timer -> mode.equals(timer.getId().getTag("mode"))
                        && outcome.equals(timer.getId().getTag("outcome")))
                .mapToDouble(Timer::count)
                .sum();
    }

    private double loads(String method, String exception) {
        return meter(registry, "loads", "method", method, "exception", exception)
                .timer()
                .count();
    }

    private static List<Long> ids(int first, int last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private void onHeap(BiConsumer<MeteredCars, CacheManager> test) {
        run(BootApplications.withCaches().withPropertyValues("spring.cache.type=simple"), test);
    }

    private void with(Cache cache, Class<?> configuration, BiConsumer<MeteredCars, CacheManager> test) {
        run(
                BootApplications.withCaches()
                        .withBean(
                                CacheManager.class,
                                () -> new GivenCaches(
                                        cache, new ConcurrentMapCache("near"), new ConcurrentMapCache("far")))
                        .withBean(configuration),
                test);
    }

    private void run(ApplicationContextRunner application, BiConsumer<MeteredCars, CacheManager> test) {
        metered(application).run(context -> {
            MeteredCars cars = context.getBean(MeteredCars.class);
            test.accept(cars, context.getBean(CacheManager.class));
        });
    }

    private ApplicationContextRunner metered(ApplicationContextRunner application) {
        return MeteredApplications.metered(application, registry)
                .withUserConfiguration(MeteredCars.Application.class)
                .withBean(MeteredCars.class);
    }

    /** Failures of caches are no failures of calls. */
    static class RecordingErrorHandlerConfigurer implements CachingConfigurer {

        @Override
        public RecordingErrorHandler errorHandler() {
            return new RecordingErrorHandler();
        }
    }
}
