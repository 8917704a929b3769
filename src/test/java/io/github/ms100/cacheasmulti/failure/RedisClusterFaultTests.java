package io.github.ms100.cacheasmulti.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.LocalCopies;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.RedisClusterServers;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.redis.TestRedisCluster;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.SerializationException;
import redis.clients.jedis.Protocol.Command;

@DisplayName("S1, S22, S23, L1 batch methods on a cluster in which something is wrong")
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
    @CsvSource({"LETTUCE,", "JEDIS,", "LETTUCE, OBJECTS", "JEDIS, BYTES"})
    void keyOfAnotherTypeIsAnErrorOfItsOwn(RedisClients driver, LocalLevel.Copies copies) throws Exception {
        with(driver, copies, Duration.ofMinutes(1), (connections, strict, lenient) -> {
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
        with(driver, null, Duration.ofMinutes(1), (connections, strict, lenient) -> {
            strict.find(IDS);
            on(connections, cluster -> cluster.stringCommands().set(bytes("cars::7"), bytes("foreign")));

            assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> strict.find(IDS));
            assertThat(lenient.find(IDS)).isEqualTo(CARS);
            assertThat(lenient.takeLoaded()).containsExactly(7);
        });
    }

    @ParameterizedTest
    @CsvSource({"LETTUCE,", "JEDIS,", "LETTUCE, OBJECTS"})
    void elementsOnAServerThatDoesNotAnswerAreLoaded(RedisClients driver, LocalLevel.Copies copies) throws Exception {
        with(driver, copies, Duration.ofSeconds(2), (connections, strict, lenient) -> {
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

    private static void with(
            RedisClients driver, LocalLevel.@Nullable Copies copies, Duration timeout, Scenario scenario)
            throws Exception {
        RedisConnectionFactory connections = driver.connect(TestRedisCluster.configuration(), timeout);
        try (Caches caches = Caches.on(connections, copies);
                CachingContext strict = FaultyCars.on(connections, caches.cars(), new SimpleCacheErrorHandler());
                CachingContext lenient = FaultyCars.on(connections, caches.cars(), new LoggingCacheErrorHandler())) {
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

    /** Caches on some connections, without or with copies in front of them. */
    private record Caches(
            RedisConnectionFactory connections, @Nullable LocalCopies copies) implements AutoCloseable {

        static Caches on(RedisConnectionFactory connections, LocalLevel.@Nullable Copies copies) {
            return new Caches(
                    connections, (copies == null) ? null : new LocalCopies(connections, copies, List.of("cars")));
        }

        Cache cars() {
            RedisCacheConfiguration plain = RedisCacheConfiguration.defaultCacheConfig();
            return (copies == null)
                    ? RedisManagers.of(connections, plain).getCache("cars")
                    : copies.newCache("cars", plain);
        }

        @Override
        public void close() {
            if (copies != null) {
                copies.close();
            }
        }
    }
}
