package io.github.ms100.cacheasmulti.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.LocalCopies;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import io.github.ms100.cacheasmulti.redis.HoldingProxy;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import reactor.core.publisher.Mono;

@DisplayName("A10 who cancels a call while Redis has not answered yet")
class RedisCancellationTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final int NEVER = Integer.MAX_VALUE;

    private HoldingProxy proxy;

    private @Nullable LocalCopies copies;

    private CachingContext context;

    private Table table;

    private Cars cars;

    private void connect(boolean local) {
        LettuceConnectionFactory connections = TestRedis.lettuce(proxy.port(), Duration.ofMinutes(1));
        RedisCacheConfiguration configuration = RedisCacheConfiguration.defaultCacheConfig();
        copies = local ? new LocalCopies(connections, LocalLevel.Copies.OBJECTS, List.of("cars")) : null;
        context = CachingContext.of(
                (copies != null) ? copies.newManager(configuration) : RedisManagers.of(connections, configuration),
                connections,
                Table.class,
                Cars.class);
        table = context.bean(Table.class);
        cars = context.bean(Cars.class);
        // The first batch of an application finds out what the connections are, elsewhere.
        assertThat(cars.find(List.of(9)).block(SOON)).isEqualTo(Map.of(9, "car 9"));
        table.queries.clear();
    }

    @BeforeEach
    void begin() throws Exception {
        TestRedis.deleteEverything();
        proxy = new HoldingProxy(TestRedis.port());
    }

    @AfterEach
    void close() throws Exception {
        if (copies != null) {
            copies.close();
        }
        context.close();
        proxy.close();
    }

    @ParameterizedTest(name = "with local copies: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("of a lookup, loads nothing")
    void lookup(boolean local) {
        connect(local);
        CompletableFuture<?> call = lookingUp(cars.find(List.of(1, 2)));

        call.cancel(true);
        letGo();

        assertThat(table.queries).isEmpty();
        assertThat(keys()).containsExactly("cars::9");
        assertThat(cars.find(List.of(1, 2)).block(SOON)).isEqualTo(Map.of(1, "car 1", 2, "car 2"));
        assertThat(table.queries).containsExactly(List.of(1, 2));
    }

    @ParameterizedTest(name = "with local copies: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("of a lookup, lets another look up and load who waits for it")
    void sharedLookup(boolean local) {
        connect(local);
        CompletableFuture<?> call = lookingUp(cars.find(List.of(1, 2)));
        CompletableFuture<Map<Integer, String>> other = cars.find(List.of(2, 3)).toFuture();

        call.cancel(true);
        letGo();

        assertThat(other).succeedsWithin(SOON).isEqualTo(Map.of(2, "car 2", 3, "car 3"));
        assertThat(table.queries).containsExactly(List.of(2, 3));
        assertThat(keys()).containsExactlyInAnyOrder("cars::2", "cars::3", "cars::9");
    }

    @ParameterizedTest(name = "with local copies: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("of a store, leaves all stored that has been loaded")
    void store(boolean local) {
        connect(local);
        CompletableFuture<?> call = changing("SET", cars.find(List.of(1, 2, 3)));

        call.cancel(true);
        letGo();

        assertThat(keys()).containsExactlyInAnyOrder("cars::1", "cars::2", "cars::3", "cars::9");
        assertThat(cars.find(List.of(1, 2, 3)).block(SOON)).hasSize(3);
        assertThat(table.queries).containsExactly(List.of(1, 2, 3));
    }

    @ParameterizedTest(name = "with local copies: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("of a store, hands what has been loaded to others who wait for it")
    void sharedStore(boolean local) {
        connect(local);
        List<CompletableFuture<Map<Integer, String>>> others = new CopyOnWriteArrayList<>();
        CompletableFuture<?> call = changing("SET", cars.find(List.of(1, 2)), () -> {
            // In another thread, for it is no part of this load.
            CompletableFuture.runAsync(() -> others.add(cars.find(List.of(2, 3)).toFuture()))
                    .join();
            // It has looked up, and waits for what this one loads.
            await().until(() -> table.queries.contains(List.of(3)));
        });

        call.cancel(true);
        letGo();

        assertThat(others.get(0)).succeedsWithin(SOON).isEqualTo(Map.of(2, "car 2", 3, "car 3"));
        assertThat(table.queries).containsExactlyInAnyOrder(List.of(1, 2), List.of(3));
    }

    @ParameterizedTest(name = "with local copies: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("of what its method's end evicts, has evicted it")
    void evict(boolean local) {
        connect(local);
        CompletableFuture<?> call = changing("DEL", cars.remove(List.of(9)));

        call.cancel(true);
        letGo();

        await().untilAsserted(() -> assertThat(keys()).isEmpty());
        assertThat(table.queries).containsExactly(List.of(9));
    }

    /** Subscribes, and returns when a lookup has been sent whose reply does not come. */
    private CompletableFuture<?> lookingUp(Mono<?> call) {
        proxy.holdRepliesUntilReceived("MGET", NEVER);
        return sent(call);
    }

    private CompletableFuture<?> changing(String command, Mono<?> call) {
        return changing(command, call, () -> {});
    }

    /**
     * Subscribes, and returns when a change has been sent, by the end of the method, whose reply does not come.
     *
     * @param before happens before the method ends
     */
    private CompletableFuture<?> changing(String command, Mono<?> call, Runnable before) {
        table.ending = () -> {
            table.ending = () -> {};
            before.run();
            proxy.holdRepliesUntilReceived("\r\n" + command + "\r\n", NEVER);
        };
        return sent(call);
    }

    private CompletableFuture<?> sent(Mono<?> call) {
        CompletableFuture<?> running = call.toFuture();
        await().until(() -> proxy.received() > 0);
        return running;
    }

    /** Lets Redis answer, and waits until nobody is busy with any call. */
    private void letGo() {
        proxy.holdRepliesUntilReceived("", 0);
        await().until(() -> Flights.inThisJvm().isEmpty());
        await().until(() -> Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .noneMatch(frame -> frame.getClassName().startsWith("io.github.ms100.cacheasmulti.internal.engine.")));
    }

    private static Set<String> keys() {
        return TestRedis.onServer(
                connection -> connection.keyCommands().keys("cars::*".getBytes(StandardCharsets.UTF_8)).stream()
                        .map(key -> new String(key, StandardCharsets.UTF_8))
                        .collect(Collectors.toSet()));
    }

    /** What was asked for, and what is done at the end of each load. */
    public static class Table {

        private final List<List<Integer>> queries = new CopyOnWriteArrayList<>();

        private volatile Runnable ending = () -> {};

        Map<Integer, String> find(List<Integer> ids) {
            queries.add(List.copyOf(ids));
            ending.run();
            return ids.stream().collect(Collectors.toMap(Function.identity(), id -> "car " + id));
        }
    }

    public static class Cars {

        private final Table table;

        Cars(Table table) {
            this.table = table;
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public Mono<Map<Integer, String>> find(@CacheAsMulti List<Integer> ids) {
            return Mono.fromSupplier(() -> table.find(ids));
        }

        @CacheEvict("cars")
        public Mono<Void> remove(@CacheAsMulti List<Integer> ids) {
            return Mono.fromSupplier(() -> table.find(ids)).then();
        }
    }
}
