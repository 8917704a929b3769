package io.github.ms100.cacheasmulti.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.redis.EmbeddedServers;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPoolConfig;
import redis.clients.jedis.Protocol.Command;
import redis.embedded.RedisServer;

@DisplayName(
        "S22 batch methods while their Redis is away: Spring's handler throws, a logging one serves from the loader")
@Tag("slow")
class RedisOutageTests {

    private static final List<Integer> IDS = IntStream.range(0, 50).boxed().toList();

    private static final Map<Integer, String> CARS = FaultyCars.cars(IDS, 0);

    /** Long enough for a server that is there, however busy the machine is. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private RedisServer server;

    private int port;

    @BeforeEach
    void start() {
        server = EmbeddedServers.start(1).get(0);
        port = server.ports().get(0);
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @ParameterizedTest
    @EnumSource
    void serverIsGoneBeforeABatchAndComesBack(RedisClients driver) throws Exception {
        with(driver, (strict, lenient) -> {
            assertThat(strict.find(IDS)).isEqualTo(CARS);
            server.stop();

            for (int call = 0; call < 2; call++) {
                assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> strict.find(IDS));
                assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> strict.remove(IDS));
                lenient.takeLoaded();
                assertThat(lenient.find(IDS)).isEqualTo(CARS);
                assertThat(lenient.takeLoaded()).isEqualTo(IDS);
                lenient.remove(IDS);
            }

            server.start();
            assertServedFromCacheAgain(strict);
        });
    }

    @ParameterizedTest
    @EnumSource
    void serverGoesWhileABatchIsUnderWayAndComesBack(RedisClients driver) throws Exception {
        with(driver, (strict, lenient) -> {
            for (FaultyCars cars : List.of(strict, lenient)) {
                cars.find(List.of(100));
                pause("WRITE");
                CompletableFuture<Map<Integer, String>> call = CompletableFuture.supplyAsync(() -> cars.find(IDS));
                Awaitility.await("the puts have arrived").until(this::hasBlockedClient);
                server.stop();

                assertOutcome(cars == strict, call);
                server.start();
                assertServedFromCacheAgain(cars);
                onServer(Jedis::flushAll);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void serverGoesAfterABatchAndWhatItHeldIsLoadedAnew(RedisClients driver) throws Exception {
        with(driver, (strict, lenient) -> {
            assertThat(strict.find(IDS)).isEqualTo(CARS);
            server.stop();
            server.start();

            assertServedFromCacheAgain(strict);
            assertThat(lenient.find(IDS)).isEqualTo(CARS);
            assertThat(lenient.takeLoaded()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CLIENT PAUSE: a server that takes commands and does not answer")
    void serverDoesNotAnswerInTime(RedisClients driver) throws Exception {
        with(driver, (strict, lenient) -> {
            strict.find(IDS);
            lenient.find(IDS);
            lenient.takeLoaded();
            pause("ALL");

            assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> strict.find(IDS));
            assertThat(lenient.find(IDS)).isEqualTo(CARS);
            assertThat(lenient.takeLoaded()).isEqualTo(IDS);

            server.stop();
            server.start();
            assertServedFromCacheAgain(strict);
        });
    }

    @Test
    void connectionPoolIsExhausted() {
        JedisPoolConfig onlyOne = new JedisPoolConfig();
        onlyOne.setMaxTotal(1);
        onlyOne.setMaxWait(TIMEOUT);
        JedisConnectionFactory connections = new JedisConnectionFactory(
                TestRedis.configuration(port),
                JedisClientConfiguration.builder()
                        .usePooling()
                        .poolConfig(onlyOne)
                        .build());
        connections.afterPropertiesSet();
        connections.start();
        RedisCacheConfiguration plain = RedisCacheConfiguration.defaultCacheConfig();
        try (CachingContext strict = FaultyCars.on(connections, plain, new SimpleCacheErrorHandler());
                CachingContext lenient = FaultyCars.on(connections, plain, new LoggingCacheErrorHandler())) {
            CompletableFuture<?> taken = CompletableFuture.supplyAsync(() -> waitFor(connections, "queue"));
            Awaitility.await("the only connection is taken").until(this::hasBlockedClient);

            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> strict.bean(FaultyCars.class).find(IDS));
            assertThat(lenient.bean(FaultyCars.class).find(IDS)).isEqualTo(CARS);

            onServer(admin -> admin.rpush("queue", "next"));
            taken.orTimeout(1, TimeUnit.MINUTES).join();
            assertServedFromCacheAgain(strict.bean(FaultyCars.class));
        }
        connections.destroy();
    }

    private static Object waitFor(RedisConnectionFactory connections, String queue) {
        try (RedisConnection connection = connections.getConnection()) {
            return connection.listCommands().bLPop(600, queue.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void assertOutcome(boolean strict, CompletableFuture<Map<Integer, String>> call) {
        CompletableFuture<Map<Integer, String>> limited = call.orTimeout(1, TimeUnit.MINUTES);
        if (strict) {
            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(limited::join)
                    .withCauseInstanceOf(DataAccessException.class);
        } else {
            assertThat(limited.join()).isEqualTo(CARS);
        }
    }

    /** As soon as the driver has found the server again. */
    private static void assertServedFromCacheAgain(FaultyCars cars) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> {
            assertThat(cars.find(IDS)).isEqualTo(CARS);
            cars.takeLoaded();
            assertThat(cars.find(IDS)).isEqualTo(CARS);
            assertThat(cars.takeLoaded()).isEmpty();
        });
    }

    private void pause(String what) {
        onServer(admin -> admin.sendCommand(Command.CLIENT, "PAUSE", "600000", what));
    }

    private boolean hasBlockedClient() {
        String[] clients = new String[1];
        onServer(admin -> clients[0] = admin.info("clients"));
        return !clients[0].contains("blocked_clients:0");
    }

    private void onServer(Consumer<Jedis> work) {
        try (Jedis admin = new Jedis("127.0.0.1", port)) {
            work.accept(admin);
        }
    }

    private void with(RedisClients driver, Scenario scenario) throws Exception {
        RedisConnectionFactory connections = driver.connect(port, TIMEOUT);
        RedisCacheConfiguration plain = RedisCacheConfiguration.defaultCacheConfig();
        try (CachingContext strict = FaultyCars.on(connections, plain, new SimpleCacheErrorHandler());
                CachingContext lenient = FaultyCars.on(connections, plain, new LoggingCacheErrorHandler())) {
            scenario.run(strict.bean(FaultyCars.class), lenient.bean(FaultyCars.class));
        } finally {
            ((DisposableBean) connections).destroy();
        }
    }

    @FunctionalInterface
    interface Scenario {

        void run(FaultyCars strict, FaultyCars lenient) throws Exception;
    }
}
