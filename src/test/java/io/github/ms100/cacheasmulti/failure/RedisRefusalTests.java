package io.github.ms100.cacheasmulti.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.redis.EmbeddedServers;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.support.redis.JsonRedisSerializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.SerializationException;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

@DisplayName("S1, S22-S24 batch methods whose Redis refuses something, or holds what nobody can read")
@Tag("slow")
class RedisRefusalTests {

    private static final List<Integer> IDS = IntStream.range(0, 20).boxed().toList();

    private static final Map<Integer, String> CARS = FaultyCars.cars(IDS, 0);

    private RedisServer server;

    private int port;

    @BeforeEach
    void start() {
        server = EmbeddedServers.start(1).get(0);
        port = server.ports().get(0);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "S1, S23 WRONGTYPE without key prefix: an error of that key, as for a single call, and never just a miss")
    void keyOfAnotherTypeIsAnErrorOfItsOwn(RedisClients driver) throws Exception {
        with(driver, plain().disableKeyPrefix(), (strict, lenient, handler) -> {
            strict.find(IDS.subList(0, 10));
            onServer(admin -> admin.del("3"));
            onServer(admin -> admin.rpush("3", "not", "a", "car"));
            Throwable single = catchThrowable(() -> strict.find(3));

            assertThat(catchThrowable(() -> strict.find(IDS)))
                    .hasSameClassAs(single)
                    .hasStackTraceContaining("WRONGTYPE");
            onServer(admin -> assertThat(admin.llen("3")).as("still there").isEqualTo(3));

            assertThat(lenient.find(IDS)).isEqualTo(CARS);
            assertThat(handler.reads).containsExactly(3);
            assertThat(lenient.takeLoaded())
                    .containsOnlyOnceElementsOf(List.of(3))
                    .doesNotContain(0, 1, 2, 4);
            assertThat(strict.find(IDS)).isEqualTo(CARS);
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S1 a key of another type behind the cache's own prefix is a miss, loaded and overwritten")
    void keyOfAnotherTypeBehindAPrefixIsAMiss(RedisClients driver) throws Exception {
        with(driver, plain(), (strict, lenient, handler) -> {
            strict.find(IDS);
            strict.takeLoaded();
            onServer(admin -> admin.del("cars::3"));
            onServer(admin -> admin.rpush("cars::3", "not", "a", "car"));

            assertThat(strict.find(IDS)).isEqualTo(CARS);
            assertThat(strict.takeLoaded()).containsExactly(3);
            assertThat(strict.find(IDS)).isEqualTo(CARS);
            assertThat(strict.takeLoaded()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S24 OOM on part of a pipelined write: the handler hears exactly the keys that are not stored")
    void serverRunsOutOfMemoryInTheMiddleOfAPut(RedisClients driver) throws Exception {
        List<Integer> ids = IntStream.range(0, 100).boxed().toList();
        with(driver, plain(), (strict, lenient, handler) -> {
            strict.loadValuesOf(100_000);
            lenient.loadValuesOf(100_000);
            limitMemory(4_000_000);

            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> strict.find(ids))
                    .withStackTraceContaining("OOM");
            limitMemory(0);
            onServer(Jedis::flushAll);
            limitMemory(4_000_000);
            assertThat(lenient.find(ids)).isEqualTo(FaultyCars.cars(ids, 100_000));

            limitMemory(0);
            Set<Object> unstored = new TreeSet<>(ids);
            onServer(admin -> unstored.removeIf(id -> admin.exists("cars::" + id)));
            assertThat(unstored).isNotEmpty().hasSizeLessThan(100);
            assertThat(handler.writes).containsExactlyInAnyOrderElementsOf(unstored);
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S23 truncated and foreign values among good ones are reported and loaded one by one")
    void valuesThatCannotBeReadAreLoadedAnew(RedisClients driver) throws Exception {
        with(driver, plain(), (strict, lenient, handler) -> {
            strict.find(IDS);
            onServer(admin -> {
                byte[] whole = admin.get(bytes("cars::4"));
                admin.set(bytes("cars::4"), Arrays.copyOf(whole, whole.length - 3));
                admin.set("cars::7", "{\"foreign\": true}");
            });

            assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> strict.find(IDS));
            assertThat(lenient.find(IDS)).isEqualTo(CARS);

            assertThat(handler.reads).containsExactlyInAnyOrder(4, 7);
            assertThat(lenient.takeLoaded()).containsExactly(4, 7);
            assertThat(strict.find(IDS)).isEqualTo(CARS);
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S23 a JSON value of a type that is not allowed is reported and loaded alone")
    void valuesOfDisallowedTypesAreLoadedAnew(RedisClients driver) throws Exception {
        RedisCacheConfiguration json = plain().serializeValuesWith(SerializationPair.fromSerializer(
                JsonRedisSerializer.create(List.of(), getClass().getClassLoader())));
        with(driver, json, (strict, lenient, handler) -> {
            strict.find(IDS);
            onServer(admin -> admin.set("cars::5", "[\"javax.naming.InitialContext\",{}]"));

            assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> strict.find(IDS));
            assertThat(lenient.find(IDS)).isEqualTo(CARS);

            assertThat(handler.reads).containsExactly(5);
            assertThat(lenient.takeLoaded()).containsExactly(5);
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S22 a read-only replica serves what it has and refuses the rest")
    void replicaRefusesWrites(RedisClients driver) throws Exception {
        with(driver, plain(), (strict, lenient, handler) -> {
            strict.find(IDS.subList(0, 10));
            onServer(admin -> admin.replicaof("127.0.0.1", 1));

            assertThat(strict.find(IDS.subList(0, 10))).hasSize(10);
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> strict.find(IDS))
                    .withStackTraceContaining("READONLY");
            assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> strict.remove(IDS));
            assertThat(lenient.find(IDS)).isEqualTo(CARS);
            assertThat(lenient.takeLoaded()).isEqualTo(IDS.subList(10, 20));
            assertThat(handler.writes).containsExactlyElementsOf(new ArrayList<Object>(IDS.subList(10, 20)));
            lenient.remove(IDS);
        });
    }

    private static RedisCacheConfiguration plain() {
        return RedisCacheConfiguration.defaultCacheConfig();
    }

    private void limitMemory(long more) {
        onServer(admin -> {
            long used = Long.parseLong(admin.info("memory")
                    .lines()
                    .filter(line -> line.startsWith("used_memory:"))
                    .findFirst()
                    .orElseThrow()
                    .substring("used_memory:".length()));
            admin.configSet("maxmemory", String.valueOf(more == 0 ? 0 : used + more));
        });
    }

    private void onServer(Consumer<Jedis> work) {
        try (Jedis admin = new Jedis("127.0.0.1", port)) {
            work.accept(admin);
        }
    }

    private void with(RedisClients driver, RedisCacheConfiguration configuration, Scenario scenario) throws Exception {
        Duration timeout = Duration.ofMinutes(1);
        RedisConnectionFactory connections = driver.connect(port, timeout);
        FailedKeys handler = new FailedKeys();
        try (CachingContext strict = FaultyCars.on(connections, configuration, new SimpleCacheErrorHandler());
                CachingContext lenient = FaultyCars.on(connections, configuration, handler)) {
            scenario.run(strict.bean(FaultyCars.class), lenient.bean(FaultyCars.class), handler);
        } finally {
            ((DisposableBean) connections).destroy();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    interface Scenario {

        void run(FaultyCars strict, FaultyCars lenient, FailedKeys handler) throws Exception;
    }

    /** Logs failures, and remembers the keys. */
    static final class FailedKeys extends LoggingCacheErrorHandler {

        private final List<Object> reads = new ArrayList<>();

        private final List<Object> writes = new ArrayList<>();

        @Override
        public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
            add(key, reads);
            super.handleCacheGetError(exception, cache, key);
        }

        @Override
        public void handleCachePutError(RuntimeException exception, Cache cache, Object key, Object value) {
            add(key, writes);
            super.handleCachePutError(exception, cache, key, value);
        }

        List<Object> reads() {
            return reads;
        }

        private static void add(Object key, List<Object> keys) {
            if (key instanceof Collection<?> several) {
                keys.addAll(several);
            } else {
                keys.add(key);
            }
        }
    }
}
