package io.github.ms100.cacheasmulti.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ms100.cacheasmulti.asynchronous.HollowCars.Row;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

/**
 * Each test shows what Spring does for its own single method today, and what a batch does: where the first fails, Spring has changed,
 * and the list of differences in A2 with it.
 */
@DisplayName("Unlike Spring's single method, a batch whose result comes later")
class SpringDifferenceTests {

    private static final Duration LONG = Duration.ofSeconds(10);

    /** Long enough to see that nothing comes. */
    private static final Duration SHORT = Duration.ofMillis(300);

    private final RecordingErrorHandler handler = new RecordingErrorHandler();

    private final Map<String, Cache> caches = new HashMap<>();

    private CachingContext context;

    enum Store {
        MAP,
        CAFFEINE,
        REDIS,
        EHCACHE;

        Cache newCache(String name) {
            return switch (this) {
                case MAP -> TestStore.CONCURRENT_MAP.newCache(name);
                case CAFFEINE -> new CaffeineCache(name, Caffeine.newBuilder().buildAsync(), true);
                case REDIS -> TestStore.REDIS.newCache(name);
                case EHCACHE -> TestStore.EHCACHE.newCache(name);
            };
        }
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
    }

    private HollowCars cars(Store store) {
        return cars(store.newCache("cars"), store.newCache("rows"), store.newCache("more"));
    }

    private HollowCars cars(Cache... given) {
        close();
        for (Cache cache : given) {
            caches.put(cache.getName(), cache);
        }
        context = CachingContext.with(handler, HollowCars.class, given);
        return context.bean(HollowCars.class);
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static Throwable failure(CompletableFuture<?> future) {
        return Objects.requireNonNull(join(future.handle((value, failure) -> failure)));
    }

    @ParameterizedTest(name = "on {0}")
    @EnumSource
    @DisplayName("A7 hands on all that an evicting method emits")
    void evictsAndHandsOnAll(Store store) {
        HollowCars cars = cars(store);
        assertThat(cars.evictOne(1).collectList().block(LONG)).containsExactly("one");

        StepVerifier.create(cars.evict(List.of(1)))
                .expectNext("one", "two")
                .expectComplete()
                .verify(LONG);
    }

    @ParameterizedTest(name = "on {0}")
    @EnumSource(names = {"MAP", "CAFFEINE"})
    @DisplayName("A3 of many values can be subscribed to twice, and retried")
    void isSubscribedToTwice(Store store) {
        Flux<Row> hanging = cars(store).row(1);
        assertThat(hanging.collectList().block(LONG)).hasSize(1);
        StepVerifier.create(hanging)
                .expectSubscription()
                .expectNoEvent(SHORT)
                .thenCancel()
                .verify(LONG);

        HollowCars cars = cars(store);
        cars.failWith(new IllegalStateException("no database"), 1, false);
        Flux<Row> rows = cars.rows(List.of(1));
        assertThat(rows.retry(1).collectList().block(LONG)).hasSize(1);
        assertThat(rows.collectList().block(LONG)).hasSize(1);
        assertThat(cars.runs()).isEqualTo(2);
        assertThat(handler.heard()).isEmpty();
    }

    @Test
    @DisplayName("A3 can be subscribed to twice, and retried, on Redis")
    void isSubscribedToTwiceOnRedis() {
        handler.rethrow = true;
        HollowCars cars = cars(Store.REDIS);
        cars.failWith(new IllegalStateException("no database"), 1, false);
        Mono<String> failing = cars.mono(1);
        assertThatThrownBy(() -> failing.retry(1).block(LONG)).isInstanceOf(NullPointerException.class);
        assertThat(cars.runs()).isEqualTo(1);
        Flux<Row> failingToo = cars.row(1);
        assertThat(failingToo.collectList().block(LONG)).hasSize(1);
        assertThatThrownBy(() -> failingToo.collectList().block(LONG)).isInstanceOf(NullPointerException.class);

        handler.heard().clear();
        HollowCars others = cars(Store.REDIS);
        others.failWith(new IllegalStateException("no database"), 1, false);
        assertThat(others.monos(List.of(1)).retry(1).block(LONG)).hasSize(1);
        assertThat(others.runs()).isEqualTo(2);
        others.failWith(new IllegalStateException("no database"), 1, false);
        assertThat(others.rows(List.of(1)).retry(1).collectList().block(LONG)).hasSize(1);
        assertThat(others.runs()).isEqualTo(4);
        assertThat(handler.heard()).isEmpty();
    }

    @ParameterizedTest(name = "on {0}")
    @EnumSource
    @DisplayName("A11 lets the method see the context of the subscriber in every case")
    void sees(Store store) {
        Context tenant = Context.of(HollowCars.TENANT, "acme");
        if (store != Store.EHCACHE) {
            HollowCars single = cars(store);
            assertThat(single.mono(1).contextWrite(tenant).block(LONG)).isEqualTo("acme");
            assertThat(single.monoInSync(2).contextWrite(tenant).block(LONG)).isEqualTo("nobody");
            assertThat(single.row(1).contextWrite(tenant).blockLast(LONG)).isEqualTo(new Row(1, "nobody"));
        }

        HollowCars cars = cars(store);
        assertThat(cars.monos(List.of(1)).contextWrite(tenant).block(LONG)).containsEntry(1, "acme");
        assertThat(cars.monos(List.of(1, 2))
                        .contextWrite(Context.of(HollowCars.TENANT, "other"))
                        .block(LONG))
                .isEqualTo(Map.of(1, "acme", 2, "other"));
        assertThat(cars.monosInSync(List.of(3)).contextWrite(tenant).block(LONG))
                .containsEntry(3, "acme");
        assertThat(cars.rows(List.of(1)).contextWrite(tenant).blockLast(LONG)).isEqualTo(new Row(1, "acme"));
    }

    @Test
    @DisplayName("A8 invokes a method once that throws after a miss that comes late, and throws just that")
    void isInvokedOnce() {
        IllegalStateException thrown = new IllegalStateException("no database");
        HollowCars single = cars(Store.REDIS);
        single.failWith(thrown, 9, true);
        Throwable wrapped = failure(single.future(1));
        assertThat(wrapped).isInstanceOf(CompletionException.class);
        assertThat(wrapped.getCause()).isNotSameAs(thrown).hasCause(thrown);
        assertThatThrownBy(() -> single.mono(1).block(LONG)).isNotSameAs(thrown).hasCause(thrown);
        assertThat(single.runs()).as("one of the future, two of the Mono").isEqualTo(3);

        handler.heard().clear();
        HollowCars cars = cars(Store.REDIS);
        cars.failWith(thrown, 9, true);
        assertThat(failure(cars.futures(List.of(1)))).isSameAs(thrown);
        assertThatThrownBy(() -> cars.monos(List.of(1)).block(LONG)).isSameAs(thrown);
        assertThat(cars.runs()).isEqualTo(2);
        assertThat(handler.heard()).isEmpty();
    }

    @Test
    @DisplayName("A8 does not tell the error handler of caches that the method has failed")
    void doesNotTellOfTheMethod() {
        IllegalStateException failure = new IllegalStateException("no database");
        HollowCars single = cars(Store.REDIS);
        single.failWith(failure, 1, false);
        assertThatThrownBy(() -> single.mono(1).block(LONG)).isSameAs(failure);
        assertThat(handler.heard()).containsExactly("get 1 no database");

        handler.heard().clear();
        HollowCars cars = cars(Store.REDIS);
        cars.failWith(failure, 2, false);
        assertThatThrownBy(() -> cars.monos(List.of(1)).block(LONG)).isSameAs(failure);
        assertThatThrownBy(() -> cars.rows(List.of(1)).blockLast(LONG)).isSameAs(failure);
        assertThat(handler.heard()).isEmpty();
    }

    @Test
    @DisplayName("A2 A6 works on a store that only blocks")
    void worksWithoutSupport() {
        JedisConnectionFactory jedis = TestRedis.jedis();
        try {
            for (String name : List.of("EHCACHE", "JEDIS")) {
                Cache cache = name.equals("EHCACHE")
                        ? TestStore.EHCACHE.newCache("cars")
                        : TestStore.newRedisCache("cars", SpringLine.redisWriter(jedis));
                handler.rethrow = true;
                HollowCars cars = cars(
                        cache, TestStore.CONCURRENT_MAP.newCache("rows"), TestStore.CONCURRENT_MAP.newCache("more"));
                assertThatThrownBy(() -> cars.future(1)).as(name).isInstanceOf(UnsupportedOperationException.class);
                handler.rethrow = false;
                cars.future(1).join();
                cars.future(1).join();
                assertThat(cars.runs()).as("%s is a miss for ever", name).isEqualTo(2);

                handler.heard().clear();
                assertThat(join(cars.futures(List.of(1, 2)))).as(name).hasSize(2);
                assertThat(join(cars.futures(List.of(2, 1)))).as(name).hasSize(2);
                assertThat(cars.runs()).as(name).isEqualTo(3);
                assertThat(handler.heard()).as(name).isEmpty();
            }
        } finally {
            jedis.destroy();
        }
    }

    @ParameterizedTest(name = "on {0}")
    @EnumSource(names = {"MAP", "CAFFEINE"})
    @DisplayName("A2 stores what is in an Optional, as for a method that returns one")
    void unwraps(Store store) {
        HollowCars cars = cars(store);
        join(cars.optional(1));
        assertThat(caches.get("cars").get(1).get()).isEqualTo(Optional.of("car"));

        assertThat(join(cars.optionals(List.of(2)))).isEqualTo(Map.of(2, Optional.of("car")));
        assertThat(caches.get("cars").get(2).get()).isEqualTo("car");
    }

    @ParameterizedTest(name = "on {0}")
    @EnumSource(names = {"MAP", "CAFFEINE"})
    @DisplayName("A2 judges the condition of a put by the value")
    void judgesTheValue(Store store) {
        HollowCars cars = cars(store);
        join(cars.put(1));
        assertThat(caches.get("cars").get(1)).isNull();

        join(cars.puts(List.of(2)));
        assertThat(caches.get("cars").get(2).get()).isEqualTo("car");
    }

    @ParameterizedTest(name = "on {0}")
    @EnumSource(names = {"MAP", "CAFFEINE", "REDIS"})
    @DisplayName("A2 asks several caches one after another")
    void asksSeveral(Store store) {
        HollowCars cars = cars(store);
        caches.get("more").put(1, "known");
        caches.get("more").put(2, "known");

        assertThat(cars.fromSeveral(1).block(LONG)).isEqualTo("car");
        assertThat(cars.allFromSeveral(List.of(2, 3)).block(LONG)).isEqualTo(Map.of(2, "known", 3, "car"));
    }

    @ParameterizedTest(name = "on {0}")
    @EnumSource(names = {"MAP", "CAFFEINE", "REDIS"})
    @DisplayName("A9 caches that there is nothing, as Spring does, and yields an empty map")
    void cachesNothing(Store store) {
        HollowCars cars = cars(store);
        assertThat(cars.nothing(1).blockOptional(LONG)).isEmpty();
        assertThat(cars.nothing(1).blockOptional(LONG)).isEmpty();
        assertThat(cars.runs()).isEqualTo(1);

        assertThat(cars.nothingOfAll(List.of(2)).block(LONG)).isEmpty();
        assertThat(cars.nothingOfAll(List.of(1, 2)).block(LONG)).isEmpty();
        assertThat(cars.runs()).isEqualTo(2);
        assertThat(Objects.requireNonNull(caches.get("cars").get(2)).get()).isNull();
    }
}
