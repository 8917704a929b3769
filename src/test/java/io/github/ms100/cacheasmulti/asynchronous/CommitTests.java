package io.github.ms100.cacheasmulti.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.LocalCopies;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Mono;

@DisplayName("A14 What a batch changes whose result comes later, in a transaction of its caller,")
class CommitTests {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final TransactionTemplate transaction = new TransactionTemplate(
            new DataSourceTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:commits")));

    private final ConcurrentMapCache store = new ConcurrentMapCache("cars");

    private final CachingContext context = CachingContext.with(Cars.class, new TransactionAwareCacheDecorator(store));

    private final Cars cars = context.bean(Cars.class);

    @AfterEach
    void close() {
        context.close();
    }

    /** Returns what the cache holds when a call has ended before its transaction does. */
    private Map<Object, Object> heldAfter(Function<Cars, Mono<?>> call, boolean commits) {
        transaction.executeWithoutResult(status -> {
            Object before = Map.copyOf(store.getNativeCache());
            Object unused = call.apply(cars).block(LONG);
            assertThat(store.getNativeCache()).as("before the commit").isEqualTo(before);
            if (!commits) {
                status.setRollbackOnly();
            }
        });
        return Map.copyOf(store.getNativeCache());
    }

    @Test
    @DisplayName("is seen by whoever reads when the transaction has been committed, in the same thread")
    void isSeen() {
        assertThat(heldAfter(cars -> cars.find(List.of(1, 2)), true)).containsOnlyKeys(1, 2);
        assertThat(heldAfter(cars -> cars.put(List.of(3)), true)).containsOnlyKeys(1, 2, 3);
        assertThat(heldAfter(cars -> cars.evict(List.of(1)), true)).containsOnlyKeys(2, 3);
    }

    @Test
    @DisplayName("is not made after a rollback")
    void isNotMade() {
        store.put(1, "one");

        assertThat(heldAfter(cars -> cars.put(List.of(2)), false)).containsOnlyKeys(1);
        assertThat(heldAfter(cars -> cars.evict(List.of(1)), false)).containsOnlyKeys(1);
    }

    @RepeatedTest(20)
    @DisplayName("is made in its order")
    void keepsItsOrder() {
        assertThat(heldAfter(cars -> cars.putAndEvict(List.of(1, 2, 3)), true)).isEmpty();
    }

    @Test
    @DisplayName("is made in the order of the calls by the thread that commits, where the cache only blocks")
    void keepsTheOrderOfCalls() {
        Set<Thread> writers = ConcurrentHashMap.newKeySet();
        ConcurrentMapCache blocking = new ConcurrentMapCache("cars") {
            @Override
            public void put(Object key, Object value) {
                writers.add(Thread.currentThread());
                super.put(key, value);
            }

            @Override
            public boolean evictIfPresent(Object key) {
                writers.add(Thread.currentThread());
                return super.evictIfPresent(key);
            }
        };
        try (CachingContext other = CachingContext.with(Cars.class, new TransactionAwareCacheDecorator(blocking))) {
            Cars blocked = other.bean(Cars.class);
            transaction.executeWithoutResult(status -> {
                Object put = blocked.put(List.of(1, 2)).block(LONG);
                Object evicted = blocked.evict(List.of(1)).block(LONG);
            });

            assertThat(blocking.getNativeCache()).containsOnlyKeys(2);
            assertThat(writers).containsExactly(Thread.currentThread());
        }
    }

    @Test
    @DisplayName("is made then in a cache of the application's own, too, which may stand in front of one that waits")
    void inFrontOfOneThatWaits() {
        ConcurrentMapCache behind = new ConcurrentMapCache("cars");
        WrappedCache front = new WrappedCache(new TransactionAwareCacheDecorator(behind));
        try (CachingContext other = CachingContext.with(Cars.class, front)) {
            Cars fronted = other.bean(Cars.class);
            transaction.executeWithoutResult(status -> {
                Object put = fronted.put(List.of(2)).block(LONG);
                assertThat(behind.getNativeCache()).as("before the commit").isEmpty();
            });
            await().untilAsserted(() -> assertThat(behind.getNativeCache()).containsOnlyKeys(2));

            transaction.executeWithoutResult(status -> {
                Object evicted = fronted.evict(List.of(2)).block(LONG);
                status.setRollbackOnly();
            });
            assertThat(behind.getNativeCache()).as("after a rollback").containsOnlyKeys(2);
        }
    }

    @ParameterizedTest(name = "with local copies: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("is made at once in Redis where the cache takes part in no transaction")
    void outsideOfTheTransaction(boolean local) {
        TestRedis.deleteEverything();
        LettuceConnectionFactory connections = TestRedis.lettuce();
        RedisCacheConfiguration configuration = RedisCacheConfiguration.defaultCacheConfig();
        try (LocalCopies copies = new LocalCopies(connections, LocalLevel.Copies.OBJECTS, List.of("cars"));
                CachingContext other = CachingContext.of(
                        local ? copies.newManager(configuration) : RedisManagers.of(connections, configuration),
                        connections,
                        Cars.class)) {
            Cache cache = other.bean(CacheManager.class).getCache("cars");
            cache.put(1, "one");

            transaction.executeWithoutResult(status -> {
                Object evicted = other.bean(Cars.class).evict(List.of(1)).block(LONG);
                assertThat(cache.get(1)).isNull();
                status.setRollbackOnly();
            });

            assertThat(cache.get(1)).isNull();
            copies.close();
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    @DisplayName("and fails when nobody waits any more, is told by the log")
    void failureIsLogged(CapturedOutput output) {
        ConcurrentMapCache broken = new ConcurrentMapCache("cars") {
            @Override
            public boolean evictIfPresent(Object key) {
                throw new IllegalStateException("the cache is down");
            }
        };
        try (CachingContext other = CachingContext.with(Cars.class, new TransactionAwareCacheDecorator(broken))) {
            transaction.executeWithoutResult(status -> {
                Object evicted = other.bean(Cars.class).evict(List.of(1)).block(LONG);
            });
        }

        assertThat(output).contains("after the commit could not be changed", "the cache is down");
    }

    @Test
    @DisplayName("is made when the value is there, if that comes after the commit")
    void waitsForTheValue() {
        CompletableFuture<Map<Integer, String>> late = new CompletableFuture<>();
        CompletableFuture<Map<Integer, String>> found =
                transaction.execute(status -> cars.findLater(List.of(1), late).toFuture());
        assertThat(store.getNativeCache()).isEmpty();

        Object unused = late.complete(Map.of(1, "one"));
        assertThat(found.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join()).hasSize(1);
        assertThat(store.getNativeCache()).containsOnlyKeys(1);
    }

    static class Cars {

        @Cacheable("cars")
        public Mono<Map<Integer, String>> find(@CacheAsMulti List<Integer> ids) {
            return Mono.just(all(ids));
        }

        @Cacheable(cacheNames = "cars", key = "#ids")
        public Mono<Map<Integer, String>> findLater(
                @CacheAsMulti List<Integer> ids, CompletableFuture<Map<Integer, String>> late) {
            return Mono.fromFuture(late);
        }

        @CachePut("cars")
        public Mono<Map<Integer, String>> put(@CacheAsMulti List<Integer> ids) {
            return Mono.just(all(ids));
        }

        @CacheEvict("cars")
        public Mono<String> evict(@CacheAsMulti List<Integer> ids) {
            return Mono.just("gone");
        }

        @Caching(put = @CachePut("cars"), evict = @CacheEvict("cars"))
        public Mono<Map<Integer, String>> putAndEvict(@CacheAsMulti List<Integer> ids) {
            return Mono.just(all(ids));
        }

        private static Map<Integer, String> all(List<Integer> ids) {
            return ids.stream().collect(Collectors.toMap(id -> id, id -> "car " + id));
        }
    }
}
