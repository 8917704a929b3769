package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import io.github.ms100.cacheasmulti.redis.CommandProxy;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.connection.RedisConnectionFactory;

@DisplayName("L6, L14 a load that Redis does not store: its value is returned, and is nowhere afterwards")
class FailedStoreTests {

    private final RecordingErrorHandler failures = new RecordingErrorHandler();

    private CommandProxy proxy;

    private LocalNode a;

    private LocalNode b;

    private CachingContext application;

    private LocalCars cars;

    @BeforeEach
    void empty() throws Exception {
        TestRedis.deleteEverything();
        proxy = new CommandProxy();
    }

    private void start(RedisConnectionFactory connections) {
        a = LocalNode.start(connections);
        b = LocalNode.start();
        application = CachingContext.with(failures, connections, LocalCars.class, a.cache());
        cars = application.bean(LocalCars.class);
    }

    @AfterEach
    void stop() throws Exception {
        application.close();
        a.close();
        b.close();
        proxy.close();
    }

    static Stream<Arguments> loads() {
        Named<Function<LocalCars, String>> batch =
                Named.of("batch", cars -> cars.find(List.of(1L, 2L)).get(1L));
        Named<Function<LocalCars, String>> single = Named.of("single", cars -> cars.find(1L));
        return Stream.of(RedisClients.values())
                .flatMap(driver -> Stream.of(Arguments.of(driver, batch), Arguments.of(driver, single)));
    }

    static Stream<Arguments> loadsByLettuce() {
        return loads().filter(load -> load.get()[0] == RedisClients.LETTUCE);
    }

    @ParameterizedTest
    @MethodSource("loads")
    @DisplayName(
            "L6, L14, S22 a store that is refused: no copy, reported once, and the key evicted, of which all are told")
    void refused(RedisClients driver, Function<LocalCars, String> load) {
        start(driver.connect(TestRedis.configurationOf("reader", "~*", "&*", "+@all", "-set"), Duration.ofMinutes(1)));
        long evicts = TestRedis.calls("del");

        assertThat(load.apply(cars)).isEqualTo("car 1");
        b.awaitReceived(1);

        assertThat(failures.heard()).singleElement().asString().startsWith("put ");
        assertThat(a.cache().get(1L)).isNull();
        assertThat(TestRedis.calls("del")).isEqualTo(evicts + 1);
    }

    @ParameterizedTest
    @MethodSource("loads")
    @DisplayName(
            "L6, L14, S22 a store whose reply does not come: no copy, reported once, and evicted of what it has stored")
    void timesOut(RedisClients driver, Function<LocalCars, String> load) {
        start(LocalNode.connect(driver, proxy, Duration.ofSeconds(1)));
        Hold reply = proxy.holdReplyToNext("SET");

        assertThat(load.apply(cars)).isEqualTo("car 1");
        b.awaitReceived(1);

        assertThat(failures.heard()).singleElement().asString().startsWith("put ");
        assertThat(isInRedis(1)).isFalse();
        assertThat(a.cache().get(1L)).isNull();
        reply.release();
    }

    @ParameterizedTest
    @MethodSource("loadsByLettuce")
    @DisplayName("L6, L14 a store that is late on the connection that all use: the eviction comes behind it")
    void late(RedisClients driver, Function<LocalCars, String> load) {
        start(driver.connect(proxy.port(), Duration.ofSeconds(1)));
        Hold store = proxy.holdNext("SET");

        assertThat(load.apply(cars)).isEqualTo("car 1");
        assertThat(isInRedis(1)).isFalse();
        store.release();
        b.awaitReceived(1);

        assertThat(failures.heard()).singleElement().asString().startsWith("put ");
        assertThat(isInRedis(1)).isFalse();
        assertThat(a.cache().get(1L)).isNull();
    }

    private static boolean isInRedis(long id) {
        return TestRedis.<Boolean>onServer(
                connection -> connection.keyCommands().exists(("cars::" + id).getBytes(StandardCharsets.UTF_8)));
    }
}
