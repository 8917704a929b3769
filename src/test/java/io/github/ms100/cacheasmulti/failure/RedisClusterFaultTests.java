package io.github.ms100.cacheasmulti.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.RedisClusterServers;
import io.github.ms100.cacheasmulti.redis.TestRedisCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.SerializationException;
import redis.clients.jedis.Protocol.Command;

@DisplayName("S1, S22, S23 batch methods on a cluster in which something is wrong")
@Tag("slow")
class RedisClusterFaultTests {

    private static final List<Integer> IDS = IntStream.range(0, 50).boxed().toList();

    private static final Map<Integer, String> CARS = FaultyCars.cars(IDS, 0);

    private final RedisClusterServers servers = TestRedisCluster.servers();

    @BeforeEach
    void empty() {
        servers.ports().forEach(port -> servers.on(port, server -> server.flushAll()));
    }

    @ParameterizedTest
    @EnumSource
    void keyOfAnotherTypeIsAnErrorOfItsOwn(RedisClients driver) throws Exception {
        with(driver, Duration.ofMinutes(1), (connections, strict, lenient) -> {
            on(connections, cluster -> cluster.listCommands().rPush(bytes("cars::3"), bytes("no car")));
            Throwable single = catchThrowable(() -> strict.find(3));

            assertThat(catchThrowable(() -> strict.find(IDS)))
                    .hasSameClassAs(single)
                    .hasStackTraceContaining("WRONGTYPE");
            assertThat(lenient.find(IDS)).isEqualTo(CARS);
            lenient.takeLoaded();
            assertThat(lenient.find(IDS)).isEqualTo(CARS);
            assertThat(lenient.takeLoaded()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void valueThatCannotBeReadIsLoadedAnew(RedisClients driver) throws Exception {
        with(driver, Duration.ofMinutes(1), (connections, strict, lenient) -> {
            strict.find(IDS);
            on(connections, cluster -> cluster.stringCommands().set(bytes("cars::7"), bytes("foreign")));

            assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> strict.find(IDS));
            assertThat(lenient.find(IDS)).isEqualTo(CARS);
            assertThat(lenient.takeLoaded()).containsExactly(7);
        });
    }

    @ParameterizedTest
    @EnumSource
    void elementsOnAServerThatDoesNotAnswerAreLoaded(RedisClients driver) throws Exception {
        with(driver, Duration.ofSeconds(2), (connections, strict, lenient) -> {
            int silent = servers.ports().get(0);
            servers.on(silent, server -> server.sendCommand(Command.CLIENT, "PAUSE", "600000", "WRITE"));
            try {
                assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> strict.find(IDS));

                assertThat(lenient.find(IDS)).isEqualTo(CARS);
                assertThat(lenient.takeLoaded())
                        .as("the others have been stored")
                        .isNotEmpty()
                        .hasSizeLessThan(IDS.size());
            } finally {
                servers.on(silent, server -> server.sendCommand(Command.CLIENT, "UNPAUSE"));
            }
        });
    }

    private static void with(RedisClients driver, Duration timeout, Scenario scenario) throws Exception {
        RedisConnectionFactory connections = driver.connect(TestRedisCluster.configuration(), timeout);
        RedisCacheConfiguration plain = RedisCacheConfiguration.defaultCacheConfig();
        try (CachingContext strict = FaultyCars.on(connections, plain, new SimpleCacheErrorHandler());
                CachingContext lenient = FaultyCars.on(connections, plain, new LoggingCacheErrorHandler())) {
            scenario.run(connections, strict.bean(FaultyCars.class), lenient.bean(FaultyCars.class));
        } finally {
            ((DisposableBean) connections).destroy();
        }
    }

    private static void on(RedisConnectionFactory connections, Consumer<RedisConnection> work) {
        try (RedisConnection connection = connections.getConnection()) {
            work.accept(connection);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    interface Scenario {

        void run(RedisConnectionFactory connections, FaultyCars strict, FaultyCars lenient) throws Exception;
    }
}
