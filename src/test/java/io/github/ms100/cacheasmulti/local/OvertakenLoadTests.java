package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.redis.CommandProxy;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("L7, L8 a load that a change of another node has overtaken stays nowhere")
class OvertakenLoadTests {

    private final Callers callers = new Callers();

    private CommandProxy proxyOfA;

    private CommandProxy proxy;

    private LocalNode a;

    private LocalNode b;

    @BeforeEach
    void empty() throws Exception {
        TestRedis.deleteEverything();
        proxyOfA = new CommandProxy();
        proxy = new CommandProxy();
    }

    private void start(RedisClients driver) {
        a = LocalNode.start(TestRedis.lettuce(proxyOfA.port(), Duration.ofMinutes(1)));
        b = LocalNode.start(driver, proxy);
        a.cars().renew("old");
    }

    @AfterEach
    void stop() throws Exception {
        a.close();
        b.close();
        proxyOfA.close();
        proxy.close();
        callers.close();
    }

    static Stream<Arguments> loads() {
        Named<Function<LocalCars, Callable<?>>> batch = Named.of("batch", cars -> () -> cars.find(List.of(1L, 2L)));
        Named<Function<LocalCars, Callable<?>>> single = Named.of("single", cars -> () -> cars.find(1L));
        return Stream.of(
                Arguments.of(RedisClients.LETTUCE, batch),
                Arguments.of(RedisClients.LETTUCE, single),
                Arguments.of(RedisClients.JEDIS, batch));
    }

    @ParameterizedTest
    @MethodSource("loads")
    @DisplayName("L7, S27 a change whose message is handled while the load runs: nothing is stored")
    void messageComesBeforeTheStore(RedisClients driver, Function<LocalCars, Callable<?>> load) throws Exception {
        start(driver);
        Hold database = a.cars().holdLoad();
        var loading = callers.start(load.apply(a.cars()));
        database.awaitReached();

        b.cache().evict(1L);
        a.awaitReceived(1);
        database.release();
        loading.result();

        assertThat(isInRedis(1)).isFalse();
        assertThat(a.cache().get(1L)).isNull();
        assertThat(a.events().sent()).isZero();
    }

    @ParameterizedTest
    @MethodSource("loads")
    @DisplayName("L8 a change whose message comes after the store: evicted from both levels, once, by one message")
    void messageComesAfterTheStore(RedisClients driver, Function<LocalCars, Callable<?>> load) throws Exception {
        start(driver);
        Hold database = a.cars().holdLoad();
        var loading = callers.start(load.apply(a.cars()));
        database.awaitReached();
        Hold message = proxy.holdNext("PUBLISH");
        var evict = callers.start(() -> {
            b.cache().evict(1L);
            return true;
        });
        message.awaitReached();
        database.release();
        loading.result();
        assertThat(isInRedis(1)).isTrue();

        message.release();
        evict.result();
        b.awaitReceived(1);

        assertThat(isInRedis(1)).isFalse();
        assertThat(a.cache().get(1L)).isNull();
        // Nobody answers that, nor does the same once more.
        b.cache().put(3L, "three");
        b.cache().evict(1L);
        a.awaitReceived(3);
        a.cache().put(4L, "four");
        b.awaitReceived(2);
        assertThat(a.events().sent()).isEqualTo(2);
        assertThat(b.events().sent()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("loads")
    @DisplayName("L8 a node that dies before its message: what has been loaded meanwhile is evicted")
    void messageNeverComes(RedisClients driver, Function<LocalCars, Callable<?>> load) throws Exception {
        start(driver);
        Hold database = a.cars().holdLoad();
        var loading = callers.start(load.apply(a.cars()));
        database.awaitReached();
        TestRedis.onServer(connection -> {
            connection.hashCommands().hIncrBy(bytes("cache-as-multi"), bytes("abc"), 1);
            return connection.keyCommands().del(bytes("cars::1"));
        });
        database.release();
        loading.result();

        await().until(() -> !isInRedis(1) && a.cache().get(1L) == null);
    }

    @ParameterizedTest
    @MethodSource("loads")
    @DisplayName("L8 what is confirmed is not evicted any more by who has loaded it")
    void confirmed(RedisClients driver, Function<LocalCars, Callable<?>> load) throws Exception {
        start(driver);
        load.apply(a.cars()).call();
        int compared = proxyOfA.count("HGETALL");
        // The first may have been sent before, and the last need not have been answered.
        await().until(() -> proxyOfA.count("HGETALL") >= compared + 3);

        b.cache().evict(1L);
        a.awaitReceived(1);
        b.cache().put(1L, "new");
        a.awaitReceived(2);
        a.cache().put(4L, "four");
        b.awaitReceived(1);

        assertThat(a.cache().get(1L, String.class)).isEqualTo("new");
        assertThat(a.events().sent()).isOne();
    }

    @ParameterizedTest
    @MethodSource("loads")
    @DisplayName("L16 a clear elsewhere voids a load that runs")
    void clearedWhileLoading(RedisClients driver, Function<LocalCars, Callable<?>> load) throws Exception {
        start(driver);
        Hold database = a.cars().holdLoad();
        var loading = callers.start(load.apply(a.cars()));
        database.awaitReached();
        b.cache().clear();
        a.awaitReceived(1);
        database.release();
        loading.result();

        assertThat(isInRedis(1)).isFalse();
        assertThat(a.batches().multiGet(List.of(1L, 2L))).isEqualTo(Map.of());
    }

    private static boolean isInRedis(long id) {
        return TestRedis.<Boolean>onServer(
                connection -> connection.keyCommands().exists(bytes("cars::" + id)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
