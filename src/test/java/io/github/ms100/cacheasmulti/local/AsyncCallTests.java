package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.redis.CommandProxy;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@DisplayName("L7, L8, L9 what a single method returns later is stored as what it returns at once")
class AsyncCallTests {

    private final Callers callers = new Callers();

    private CommandProxy proxy;

    private LocalNode a;

    private LocalNode b;

    private LettuceConnectionFactory connections;

    private CachingContext application;

    private Garage garage;

    @BeforeEach
    void start() throws Exception {
        TestRedis.deleteEverything();
        proxy = new CommandProxy();
        a = LocalNode.start();
        b = LocalNode.start(RedisClients.LETTUCE, proxy);
        connections = TestRedis.lettuce();
        application = CachingContext.of(a.manager(), connections, Garage.class, Office.class);
        garage = application.bean(Garage.class);
    }

    @AfterEach
    void stop() throws Exception {
        application.close();
        a.close();
        b.close();
        proxy.close();
        connections.destroy();
        callers.close();
    }

    static Stream<Named<BiFunction<Garage, LateDatabase, CompletionStage<String>>>> loads() {
        return Stream.of(
                Named.of("future", (garage, database) -> garage.find(1L, database)),
                Named.of("synchronised future", (garage, database) -> garage.findOnce(1L, database)),
                Named.of("Mono", (garage, database) -> garage.findMono(1L, database)
                        .toFuture()),
                Named.of("synchronised Mono", (garage, database) -> garage.findMonoOnce(1L, database)
                        .toFuture()),
                Named.of("Flux", (garage, database) -> garage.findAll(1L, database)
                        .single()
                        .toFuture()));
    }

    @ParameterizedTest
    @MethodSource("loads")
    @DisplayName("L9 nobody is told of a load, and its copy is kept")
    void loadIsNoChange(BiFunction<Garage, LateDatabase, CompletionStage<String>> load) {
        LateDatabase database = new LateDatabase();
        var loading = load.apply(garage, database).toCompletableFuture();
        database.awaitAsked();
        database.answer("car 1");

        assertThat(loading.join()).isEqualTo("car 1");
        assertThat(isInRedis(1)).isTrue();
        assertThat(a.localHits(() -> a.cache().get(1L))).isOne();
        assertThat(a.events().sent()).isZero();
    }

    @ParameterizedTest
    @MethodSource("loads")
    @DisplayName("L7, S27 a change whose message is handled before the result is there: nothing is stored")
    void messageComesBeforeTheResult(BiFunction<Garage, LateDatabase, CompletionStage<String>> load) {
        LateDatabase database = new LateDatabase();
        var loading = load.apply(garage, database).toCompletableFuture();
        database.awaitAsked();
        b.cache().evict(1L);
        a.awaitReceived(1);
        database.answer("old 1");

        assertThat(loading.join()).isEqualTo("old 1");
        assertThat(isInRedis(1)).isFalse();
        assertThat(a.cache().get(1L)).isNull();
        assertThat(a.events().sent()).isZero();
    }

    @ParameterizedTest
    @MethodSource("loads")
    @DisplayName("L8 a change whose message comes after the store: evicted from both levels")
    void messageComesAfterTheStore(BiFunction<Garage, LateDatabase, CompletionStage<String>> load) throws Exception {
        LateDatabase database = new LateDatabase();
        var loading = load.apply(garage, database).toCompletableFuture();
        database.awaitAsked();
        Hold message = proxy.holdNext("PUBLISH");
        var evict = callers.start(() -> {
            b.cache().evict(1L);
            return true;
        });
        message.awaitReached();
        database.answer("old 1");
        assertThat(loading.join()).isEqualTo("old 1");
        assertThat(isInRedis(1)).isTrue();

        message.release();
        evict.result();
        b.awaitReceived(1);

        assertThat(isInRedis(1)).isFalse();
        assertThat(a.cache().get(1L)).isNull();
        assertThat(a.events().sent()).isOne();
    }

    @Test
    @DisplayName("L6 a result that is there at once is not stored by the thread that receives what Redis answers")
    void resultIsThere() {
        LateDatabase database = new LateDatabase();
        database.answer("car 1");

        assertThat(garage.find(1L, database).join()).isEqualTo("car 1");
        assertThat(garage.save(2L, database).join()).isEqualTo("car 1");
        assertThat(garage.findMono(3L, database).block()).isEqualTo("car 1");
        assertThat(garage.findAll(4L, database).blockLast()).isEqualTo("car 1");
        assertThat(List.of(isInRedis(1), isInRedis(2), isInRedis(3), isInRedis(4)))
                .containsOnly(true);
    }

    @Test
    @DisplayName("L6 what follows a read that does not wait may write, and wait")
    void readThatDoesNotWait() {
        Hold reply = proxy.holdReplyToNext("GET");
        var follows = b.cache().retrieve(1L).thenApply(known -> Thread.currentThread());
        reply.awaitReached();
        reply.release();

        assertThat(follows.join()).isNotInstanceOf(FastThreadLocalThread.class);
    }

    @Test
    @DisplayName("L3 a read that does not wait finds a copy, and that is told")
    void readThatDoesNotWaitIsTold() {
        b.cache().put(1L, "one");

        assertThat(b.localHits(() -> assertThat(b.cache().retrieve(1L).join()).isNotNull()))
                .isOne();
    }

    @Test
    @DisplayName("L7 a result that comes within another load is judged by when its own began")
    void resultWithinAnotherLoad() {
        LateDatabase database = new LateDatabase();
        var loading = garage.find(1L, database);
        database.awaitAsked();
        b.cache().evict(1L);
        a.awaitReceived(1);

        application.bean(Office.class).load(() -> database.answer("old 1"));

        assertThat(loading.join()).isEqualTo("old 1");
        assertThat(isInRedis(1)).isFalse();
    }

    @Test
    @DisplayName("L9 a put whose value comes within a load is told")
    void putWithinALoad() {
        b.cache().put(1L, "old");
        a.awaitReceived(1);
        LateDatabase database = new LateDatabase();
        var saving = garage.save(1L, database);

        application.bean(Office.class).load(() -> database.answer("new"));
        saving.join();
        b.awaitReceived(1);

        assertThat(b.cache().get(1L).get()).isEqualTo("new");
    }

    @Test
    @DisplayName("S2 a failure passes, and nothing is stored")
    void failure() {
        LateDatabase database = new LateDatabase();
        var loading = garage.find(1L, database);
        database.awaitAsked();
        IllegalStateException failure = new IllegalStateException("no database");
        database.answer.completeExceptionally(failure);

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(loading::join)
                .havingCause()
                .isSameAs(failure);
        assertThat(isInRedis(1)).isFalse();
    }

    @Test
    @DisplayName("S2 the caller gets what was returned by a method that is not cached")
    void notCached() {
        LateDatabase database = new LateDatabase();

        assertThat(garage.findNow(1L, database)).isSameAs(database.answer);

        Mono<String> car = Mono.just("car 2");

        assertThat(garage.findMonoNow(2L, car)).isSameAs(car);
    }

    private static boolean isInRedis(long id) {
        return TestRedis.<Boolean>onServer(
                connection -> connection.keyCommands().exists(("cars::" + id).getBytes(StandardCharsets.UTF_8)));
    }

    static class Garage {

        @Cacheable(cacheNames = "cars", key = "#id")
        public CompletableFuture<String> find(Long id, LateDatabase database) {
            return database.ask();
        }

        @Cacheable(cacheNames = "cars", key = "#id", sync = true)
        public CompletableFuture<String> findOnce(Long id, LateDatabase database) {
            return database.ask();
        }

        @Cacheable(cacheNames = "cars", key = "#id", condition = "false")
        public CompletableFuture<String> findNow(Long id, LateDatabase database) {
            return database.ask();
        }

        @Cacheable(cacheNames = "cars", key = "#id")
        public Mono<String> findMono(Long id, LateDatabase database) {
            return Mono.fromFuture(database.ask());
        }

        @Cacheable(cacheNames = "cars", key = "#id", sync = true)
        public Mono<String> findMonoOnce(Long id, LateDatabase database) {
            return Mono.fromFuture(database.ask());
        }

        @Cacheable(cacheNames = "cars", key = "#id")
        public Flux<String> findAll(Long id, LateDatabase database) {
            return Flux.from(Mono.fromFuture(database.ask()));
        }

        @Cacheable(cacheNames = "cars", key = "#id", condition = "false")
        public Mono<String> findMonoNow(Long id, Mono<String> car) {
            return car;
        }

        @CachePut(cacheNames = "cars", key = "#id")
        public CompletableFuture<String> save(Long id, LateDatabase database) {
            return database.ask();
        }
    }

    static class Office {

        @Cacheable(cacheNames = "lists", key = "'all'")
        public String load(Supplier<String> work) {
            return work.get();
        }
    }
}
