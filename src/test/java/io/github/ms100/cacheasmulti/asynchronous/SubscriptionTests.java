package io.github.ms100.cacheasmulti.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.CountingCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@DisplayName("A subscription to what a batch method returns")
class SubscriptionTests {

    private static final Duration LONG = Duration.ofSeconds(10);

    private static final Duration SHORT = Duration.ofMillis(100);

    private final CountingCache cache = new CountingCache(new ConcurrentMapCache("cars"));

    private final CachingContext context = CachingContext.with(Cars.class, cache);

    private final Cars cars = context.bean(Cars.class);

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    @DisplayName("A3 is needed for any cache or method to be touched, also for what is evicted before")
    void isNeeded() {
        List<Object> unused = List.of(
                cars.mono(List.of(1)),
                cars.flux(List.of(1)),
                cars.put(List.of(1)),
                cars.evict(List.of(1)),
                cars.evictBefore(List.of(1)),
                cars.clear(List.of(1)));

        assertThat(unused).hasSize(6);
        assertThat(cache.calls()).isEmpty();
        assertThat(cars.asked()).isEmpty();
    }

    @Test
    @DisplayName("A3 looks up, and does all else, once more")
    void looksUpOnceMore() {
        Mono<Map<Integer, String>> mono = cars.mono(List.of(1, 2));
        StepVerifier.create(mono).expectNextCount(1).expectComplete().verify(LONG);
        StepVerifier.create(mono).expectNextCount(1).expectComplete().verify(LONG);
        assertThat(cache.calls()).containsExactly("multiGet[1, 2]", "multiPut[1, 2]", "multiGet[1, 2]");
        assertThat(cars.asked()).containsExactly(List.of(1, 2));

        cache.calls().clear();
        Flux<Row> flux = cars.flux(List.of(3));
        StepVerifier.create(flux.repeat(1)).expectNextCount(2).expectComplete().verify(LONG);
        assertThat(cache.calls()).containsExactly("multiGet[3]", "multiPut[3]", "multiGet[3]");

        cache.calls().clear();
        cars.asked().clear();
        Flux<String> evicting = cars.evictBefore(List.of(1));
        StepVerifier.create(evicting.repeat(1))
                .expectNextCount(4)
                .expectComplete()
                .verify(LONG);
        assertThat(cars.asked()).containsExactly(List.of(1), List.of(1));
        assertThat(cache.calls()).as("one each").hasSize(2);
    }

    @Test
    @DisplayName("A3 works on the elements that there were at the call")
    void worksOnACopy() {
        List<Integer> ids = new ArrayList<>(List.of(1, 2));
        Mono<Map<Integer, String>> mono = cars.mono(ids);
        ids.clear();
        ids.add(9);

        assertThat(mono.block(LONG)).containsOnlyKeys(1, 2);
        assertThat(cars.asked()).containsExactly(List.of(1, 2));
    }

    @Test
    @DisplayName("A3 is not needed for a key to be found impossible: that is thrown by the call")
    void keysAreMadeBefore() {
        assertThatThrownBy(() -> cars.keyed(Arrays.asList(1, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Null key");

        assertThat(cache.calls()).isEmpty();
        assertThat(cars.asked()).isEmpty();
    }

    @Test
    @DisplayName("A13 gets what it asks for, while the method is asked for everything")
    void demands() {
        StepVerifier.create(cars.flux(List.of(1, 2, 3)), 0)
                .expectSubscription()
                .expectNoEvent(SHORT)
                .thenRequest(1)
                .expectNext(new Row(1))
                .expectNoEvent(SHORT)
                .thenRequest(2)
                .expectNext(new Row(2), new Row(3))
                .expectComplete()
                .verify(LONG);
        assertThat(cars.demands()).containsExactly(Long.MAX_VALUE);

        StepVerifier.create(cars.flux(List.of(3, 2, 1)), 2)
                .expectNext(new Row(3), new Row(2))
                .expectNoEvent(SHORT)
                .thenCancel()
                .verify(LONG);
        StepVerifier.create(cars.flux(List.of(2, 1, 3)))
                .expectNext(new Row(2), new Row(1), new Row(3))
                .expectComplete()
                .verify(LONG);
    }

    @Test
    @DisplayName("A13 ends with the first error, and what earlier portions brought is cached")
    void failsAtTheFirst() {
        IllegalStateException failure = new IllegalStateException("no database");
        cars.failAt(3, failure);

        StepVerifier.create(cars.portions(List.of(1, 2, 3, 4, 5)))
                .expectErrorMatches(thrown -> thrown == failure)
                .verify(LONG);

        assertThat(cars.asked()).containsExactly(List.of(1, 2), List.of(3, 4));
        assertThat(cache.calls()).containsExactly("multiGet[1, 2, 3, 4, 5]", "multiPut[1, 2]");
    }

    @Test
    @DisplayName("A7 ends when all is evicted, in one batch, and evicts nothing if the method fails midway")
    void evictsBeforeItEnds() {
        List<String> whenComplete = new CopyOnWriteArrayList<>();
        StepVerifier.create(cars.evict(List.of(1, 2)).doOnComplete(() -> whenComplete.addAll(cache.calls())))
                .expectNext("one", "two")
                .expectComplete()
                .verify(LONG);
        assertThat(whenComplete).as("keys are evicted by then").hasSize(1);
        assertThat(cache.calls()).hasSize(1);

        cache.calls().clear();
        IllegalStateException failure = new IllegalStateException("no database");
        cars.failAt(1, failure);
        StepVerifier.create(cars.evict(List.of(1, 2)).ignoreElements())
                .expectErrorMatches(thrown -> thrown == failure)
                .verify(LONG);
        assertThat(cache.calls()).isEmpty();
    }

    static class Cars {

        private final List<List<Integer>> asked = new CopyOnWriteArrayList<>();

        private final List<Long> demands = new CopyOnWriteArrayList<>();

        private int failing;

        private RuntimeException failure = new IllegalStateException();

        public List<List<Integer>> asked() {
            return asked;
        }

        public List<Long> demands() {
            return demands;
        }

        public void failAt(int id, RuntimeException thrown) {
            failing = id;
            failure = thrown;
        }

        @Cacheable("cars")
        public Mono<Map<Integer, String>> mono(@CacheAsMulti List<Integer> ids) {
            ask(ids);
            return Mono.just(ids.stream().collect(Collectors.toMap(id -> id, id -> "car " + id)));
        }

        @Cacheable(cacheNames = "cars", key = "#ids")
        public Mono<List<String>> keyed(@CacheAsMulti List<Integer> ids) {
            ask(ids);
            return Mono.just(List.of());
        }

        @Cacheable("cars")
        public Flux<Row> flux(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
            ask(ids);
            return Flux.fromIterable(ids).map(Row::new).doOnRequest(demands::add);
        }

        @Cacheable("cars")
        public Flux<Row> portions(@CacheAsMulti(asElementField = "id", maxLoadSize = 2) List<Integer> ids) {
            ask(ids);
            return rows(ids);
        }

        @CachePut("cars")
        public Flux<Row> put(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
            ask(ids);
            return rows(ids);
        }

        @CacheEvict("cars")
        public Flux<String> evict(@CacheAsMulti List<Integer> ids) {
            ask(ids);
            return Flux.just("one", "two").concatWith(failing == 0 ? Flux.empty() : Flux.error(failure));
        }

        @CacheEvict(cacheNames = "cars", beforeInvocation = true)
        public Flux<String> evictBefore(@CacheAsMulti List<Integer> ids) {
            ask(ids);
            return Flux.just("one", "two");
        }

        @Caching(evict = @CacheEvict(cacheNames = "cars", allEntries = true, beforeInvocation = true))
        public Mono<Void> clear(@CacheAsMulti List<Integer> ids) {
            ask(ids);
            return Mono.empty();
        }

        private void ask(List<Integer> ids) {
            asked.add(List.copyOf(ids));
        }

        private Flux<Row> rows(List<Integer> ids) {
            return Flux.fromIterable(ids).map(id -> {
                if (id == failing) {
                    throw failure;
                }
                return new Row(id);
            });
        }
    }

    record Row(Integer id) {}
}
