package io.github.ms100.cacheasmulti.asynchronous;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.LocalCopies;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes asynchronous calls in threads that must not block, in a process of its own, and writes down where one of them blocks. */
final class NonBlockingProcess {

    private static final int ROUNDS = 100;

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Where they have blocked. */
    private final List<String> blocked = new CopyOnWriteArrayList<>();

    private NonBlockingProcess() {}

    /** Takes the file to write: a line for each time one has blocked, one of them in {@link #block}. */
    public static void main(String[] arguments) throws Exception {
        List<String> lines = new NonBlockingProcess().run();
        Files.write(Path.of(arguments[0]), lines);
        System.exit(0);
    }

    private List<String> run() throws Exception {
        LettuceConnectionFactory connections = TestRedis.lettuce();
        LocalCopies copies = new LocalCopies(connections, LocalLevel.Copies.OBJECTS, List.of("cars"));
        RedisCacheConfiguration inRedis =
                RedisCacheConfiguration.defaultCacheConfig().prefixCacheNameWith("non-blocking:");
        List<CachingContext> applications = Stream.<CacheManager>of(
                        new ConcurrentMapCacheManager(),
                        new CaffeineCacheManager(),
                        RedisManagers.of(connections, inRedis),
                        copies.newManager(inRedis.prefixCacheNameWith("non-blocking, local:")))
                .map(manager -> CachingContext.of(manager, Cars.class))
                .toList();
        // The first batch of an application finds out about its caches, elsewhere; and classes are loaded.
        for (CachingContext application : applications) {
            call(application.bean(Cars.class), 0);
        }
        BlockHound.builder()
                .loadIntegrations()
                // The queues of pools, as those of Reactor's own schedulers, have locks, which are held for a moment.
                .allowBlockingCallsInside("java.util.concurrent.LinkedBlockingQueue", "offer")
                .allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "offer")
                .allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove")
                .blockingMethodCallback(this::note)
                .install();

        Mono.fromCallable(NonBlockingProcess::block)
                .subscribeOn(Schedulers.parallel())
                .block(SOON);
        for (CachingContext application : applications) {
            for (int round = 1; round <= ROUNDS; round++) {
                call(application.bean(Cars.class), round);
            }
        }
        return List.copyOf(blocked);
    }

    /** Does what must be found. */
    private static boolean block() throws InterruptedException {
        return new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
    }

    private void note(BlockingMethod method) {
        blocked.add(Stream.of(new Throwable().getStackTrace())
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < ", method + " in " + Thread.currentThread() + " at ", "")));
    }

    private static void call(Cars cars, int round) {
        List<Integer> ids = IntStream.range(round * 3, round * 3 + 20).boxed().toList();
        List<CompletableFuture<?>> calls = new CopyOnWriteArrayList<>();
        Mono.fromRunnable(() -> calls.addAll(List.of(
                        cars.future(ids),
                        cars.mono(ids).toFuture(),
                        cars.flux(ids).collectList().toFuture(),
                        cars.put(ids).toFuture(),
                        cars.remove(ids.subList(0, 5)).toFuture())))
                .subscribeOn(Schedulers.parallel())
                .block(SOON);
        calls.forEach(call -> call.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join());
    }

    /** A row. */
    public record Car(Integer id) implements Serializable {}

    public static class Cars {

        @Cacheable(cacheNames = "cars", key = "'text:' + #ids", sync = true)
        public CompletableFuture<Map<Integer, String>> future(@CacheAsMulti List<Integer> ids) {
            return CompletableFuture.completedFuture(load(ids));
        }

        @Cacheable(cacheNames = "cars", key = "'text:' + #ids", sync = true)
        public Mono<Map<Integer, String>> mono(@CacheAsMulti List<Integer> ids) {
            return Mono.fromSupplier(() -> load(ids)).delayElement(Duration.ofNanos(1));
        }

        @Cacheable("cars")
        public Flux<Car> flux(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
            return Flux.fromIterable(new ArrayList<>(ids)).map(Car::new).delayElements(Duration.ofNanos(1));
        }

        @CachePut(cacheNames = "cars", key = "'text:' + #ids")
        public Mono<Map<Integer, String>> put(@CacheAsMulti List<Integer> ids) {
            return Mono.fromSupplier(() -> load(ids)).delayElement(Duration.ofNanos(1));
        }

        @CacheEvict(cacheNames = "cars", key = "'text:' + #ids")
        public Mono<Void> remove(@CacheAsMulti List<Integer> ids) {
            return Mono.empty();
        }

        private static Map<Integer, String> load(List<Integer> ids) {
            return ids.stream().collect(Collectors.toMap(Function.identity(), id -> "car " + id));
        }
    }
}
