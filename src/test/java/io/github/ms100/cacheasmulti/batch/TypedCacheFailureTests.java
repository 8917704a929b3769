package io.github.ms100.cacheasmulti.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.cache.batch.BatchCache;
import io.github.ms100.cacheasmulti.cache.batch.BatchLoader;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.cache.batch.Outcome;
import io.github.ms100.cacheasmulti.cache.batch.PartialLoadException;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import io.github.ms100.cacheasmulti.fixture.UnreliableCache;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCache;

@DisplayName("P2, P3 caches that fail")
class TypedCacheFailureTests {

    private static final RuntimeException FAILURE = new IllegalStateException("no connection");

    private TypedApplication application;

    private BatchCache<Integer, String> cars;

    @AfterEach
    void stop() {
        application.close();
    }

    private void start(Cache cache) {
        application = new TypedApplication(cache);
        cars = application.typed;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("P2, S22 a cache that fails is told to the handler and to the caller; what it does not hold is loaded")
    void cacheFails(boolean later) {
        UnreliableCache cache = new UnreliableCache("cars");
        start(cache);
        cache.failWith(FAILURE);

        BatchResult<Integer, String> result = application.load(later, List.of(1, 2), application.database::query);

        assertThat(result.values()).isEqualTo(Map.of(1, "car 1", 2, "car 2"));
        assertThat(result.cacheFailures()).isEqualTo(Map.of(1, FAILURE, 2, FAILURE));
        assertThat(application.errors.heard())
                .containsExactly("get [1, 2] no connection", "put [1, 2]={1=car 1, 2=car 2} no connection");
        assertThat(cars.lookup(List.of(3)).cacheFailures()).isEqualTo(Map.of(3, FAILURE));
        assertThat(cars.lookupAsync(List.of(3)).join().cacheFailures()).isEqualTo(Map.of(3, FAILURE));
        assertThat(application.annotated.findAll(List.of(1))).isEqualTo(Map.of(1, "car 1"));
    }

    @Test
    @DisplayName("P2, S19 a cache that fails is told to who gets the value of another call, too")
    void cacheFailsWhileOthersLoad() throws Exception {
        UnreliableCache cache = new UnreliableCache("cars");
        start(cache);
        Hold hold = new Hold();
        try (Callers callers = new Callers()) {
            var owner = callers.start(() -> cars.load(List.of(1), ids -> {
                hold.here();
                return application.database.query(ids);
            }));
            hold.awaitReached();
            cache.failWith(FAILURE);
            var waiter = callers.start(() -> cars.load(List.of(1), application.database::query));
            waiter.awaitWaiting();
            hold.release();

            assertThat(owner.result().cacheFailures()).isEmpty();
            assertThat(waiter.result().outcomes()).isEqualTo(Map.of(1, new Outcome.Hit<>("car 1")));
            assertThat(waiter.result().cacheFailures()).isEqualTo(Map.of(1, FAILURE));
        }
    }

    @Test
    @DisplayName("S22 a handler that throws fails the call, which is no outcome of a key")
    void handlerThrows() {
        UnreliableCache cache = new UnreliableCache("cars");
        start(cache);
        cache.failWith(FAILURE);
        application.errors.rethrow = true;
        BatchLoader<Integer, String> query = application.database::query;

        assertThatThrownBy(() -> cars.load(List.of(1), query)).isSameAs(FAILURE);
        assertThatThrownBy(() -> cars.lookup(List.of(1))).isSameAs(FAILURE);
        assertThatThrownBy(() -> cars.putAll(Map.of(1, "one"))).isSameAs(FAILURE);
        assertThatThrownBy(() -> cars.evictAll(List.of(1))).isSameAs(FAILURE);
        assertThatThrownBy(() -> cars.loadAsync(List.of(1), TypedApplication.later(query))
                        .join())
                .cause()
                .isSameAs(FAILURE);
        assertThatThrownBy(() -> cars.lookupAsync(List.of(1)).join()).cause().isSameAs(FAILURE);
        assertThatThrownBy(() -> cars.putAllAsync(Map.of(1, "one")).join())
                .cause()
                .isSameAs(FAILURE);
        assertThatThrownBy(() -> cars.evictAllAsync(List.of(1)).join()).cause().isSameAs(FAILURE);
    }

    @Test
    @DisplayName(
            "P4, S22 a handler that throws when what was loaded is stored fails the call, of a method the load's own exception stays")
    void handlerThrowsAtTheEnd() {
        UnreliableCache cache = new UnreliableCache("cars");
        start(cache);
        application.errors.rethrow = true;
        RuntimeException down = new IllegalStateException("down");

        assertThatThrownBy(() -> cars.load(List.of(1, 2), ids -> {
                    cache.failWith(down);
                    throw new PartialLoadException(Map.of(1, "one"), Map.of(2, FAILURE));
                }))
                .isSameAs(down);
        cache.failWith(null);
        PartialLoadException partial = new PartialLoadException(Map.of(1, "one"), Map.of(2, FAILURE));
        application.database.during = ids -> {
            cache.failWith(down);
            throw partial;
        };
        assertThatThrownBy(() -> application.annotated.save(List.of(1, 2)))
                .isSameAs(partial)
                .hasSuppressedException(down);
        cache.failWith(null);
        assertThatThrownBy(() -> application.annotated.findAll(List.of(1, 2))).isSameAs(partial);
    }

    @Test
    @DisplayName("P2 a key that is a collection is one key, and what failed with it is no other")
    void collectionKey() {
        UnreliableCache cache = new UnreliableCache("cars");
        start(cache);
        cache.failWith(FAILURE);
        BatchCache<Object, String> any = application.caches().cache("cars", String.class);

        assertThat(any.lookup(List.of(List.of(1, 2))).cacheFailures()).isEqualTo(Map.of(List.of(1, 2), FAILURE));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("P3, S23 an entry of another type is that key's failure, and none: it is loaded and overwritten")
    void otherType(TestStore store) {
        start(store.newCache("cars"));
        application.cache.put(1, 4711);
        application.cache.put(2, "two");

        BatchResult<Integer, String> result = cars.load(List.of(1, 2), application.database::query);

        assertThat(result.outcomes()).isEqualTo(Map.of(1, new Outcome.Loaded<>("car 1"), 2, new Outcome.Hit<>("two")));
        assertThat(result.cacheFailures()).containsOnlyKeys(1);
        assertThat(result.cacheFailures().get(1))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContainingAll("'cars'", "java.lang.Integer", "java.lang.String", "1");
        assertThat(application.errors.heard()).singleElement().asString().startsWith("get 1 ");
        assertThat(cars.lookup(List.of(1)).values()).isEqualTo(Map.of(1, "car 1"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("P2, S23 of a hundred entries one cannot be read: it is loaded, the others are hits, and it is named")
    void unreadable(boolean later) {
        RedisCache cache = (RedisCache) TestStore.REDIS.newCache("cars");
        start(cache);
        List<Integer> ids = IntStream.range(0, 100).boxed().toList();
        Map<Integer, String> entries = new HashMap<>();
        ids.forEach(id -> entries.put(id, "cached " + id));
        cars.putAll(entries);
        byte[] key = (cache.getCacheConfiguration().getKeyPrefixFor("cars") + 42).getBytes(StandardCharsets.UTF_8);
        TestRedis.onServer(connection -> connection.stringCommands().set(key, new byte[] {1, 2, 3}));

        BatchResult<Integer, String> result = application.load(later, ids, application.database::query);

        assertThat(result.values()).hasSize(100).containsEntry(41, "cached 41").containsEntry(42, "car 42");
        assertThat(result.outcomes().values())
                .filteredOn(Outcome.Hit.class::isInstance)
                .hasSize(99);
        assertThat(result.cacheFailures()).containsOnlyKeys(42);
        assertThat(application.database.queries).containsExactly(List.of(42));
        assertThat(cars.lookup(ids).values()).hasSize(100);
    }

    @Test
    @DisplayName(
            "P2, S24 a value that cannot be stored was loaded all the same; the handler hears of it, and nobody says it is missing")
    void unwritable() {
        start(TestStore.REDIS.newCache("cars"));
        BatchCache<Integer, Object> any = application.caches().cache("cars", Object.class);
        Object value = new Object();

        BatchResult<Integer, Object> result = any.load(List.of(1, 2), ids -> Map.of(1, value, 2, "two"));

        assertThat(result.outcomes()).isEqualTo(Map.of(1, new Outcome.Loaded<>(value), 2, new Outcome.Loaded<>("two")));
        assertThat(application.errors.heard()).singleElement().asString().startsWith("put 1=");
        assertThat(any.lookup(List.of(1, 2)).outcomes())
                .isEqualTo(Map.of(1, new Outcome.NotCached<>(), 2, new Outcome.Hit<>("two")));
        assertThat(Objects.requireNonNull(application.annotated.find(1))).isEqualTo("car 1");
    }
}
