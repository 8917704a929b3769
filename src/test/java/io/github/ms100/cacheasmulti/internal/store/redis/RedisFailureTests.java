package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.contents;
import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.serializer.SerializationException;

/** One bad entry leaves the rest alone (S23); a partial write names exactly what failed (S24). */
class RedisFailureTests extends OnBothDrivers {

    @ParameterizedTest
    @MethodSource("drivers")
    void valueThatCannotBeReadFailsAloneS23(RedisConnectionFactory driver) {
        RedisCache source = new RedisCaches(driver).create(UnaryOperator.identity());
        EnhancedCache cache = RedisCaches.enhance(source);
        cache.multiPut(entries(10));
        writeRaw(source, 4, "no java object".getBytes(StandardCharsets.UTF_8));

        PartialBatchException failure =
                catchThrowableOfType(PartialBatchException.class, () -> cache.multiGet(keys(12)));

        assertThat(failure.getFailures()).containsOnlyKeys(4);
        assertThat(failure.getFailures().get(4)).isInstanceOf(SerializationException.class);
        Map<Object, Object> others = entries(10);
        others.remove(4);
        assertThat(values(failure.getHits())).isEqualTo(others);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void valueThatCannotBeWrittenFailsAloneS24(RedisConnectionFactory driver) {
        RedisCache source = new RedisCaches(driver).create(UnaryOperator.identity());
        EnhancedCache cache = RedisCaches.enhance(source);
        Map<Object, Object> batch = entries(10);
        batch.put(4, new ArrayList<>(List.of(new Object())));

        PartialBatchException failure = catchThrowableOfType(PartialBatchException.class, () -> cache.multiPut(batch));

        assertThat(failure.getFailures()).containsOnlyKeys(4);
        assertThat(failure.getFailures().get(4)).hasRootCauseInstanceOf(NotSerializableException.class);
        batch.remove(4);
        assertThat(contents(source, keys(10))).isEqualTo(batch);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void keyThatHasNoTextFailsAlone(RedisConnectionFactory driver) {
        RedisCache source = new RedisCaches(driver).create(UnaryOperator.identity());
        EnhancedCache cache = RedisCaches.enhance(source);
        Object textless = new Object();
        Throwable single = catchThrowable(() -> source.get(textless));
        cache.multiPut(entries(1));

        PartialBatchException read =
                catchThrowableOfType(PartialBatchException.class, () -> cache.multiGet(List.of(0, textless)));
        PartialBatchException evict =
                catchThrowableOfType(PartialBatchException.class, () -> cache.multiEvict(List.of(0, textless)));

        assertThat(values(read.getHits())).isEqualTo(entries(1));
        assertThat(read.getFailures()).containsOnlyKeys(textless);
        assertThat(read.getFailures().get(textless)).hasSameClassAs(single);
        assertThat(evict.getFailures()).containsOnlyKeys(textless);
        assertThat(source.get(0)).isNull();
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void serverOutOfMemoryFailsExactlyTheEntriesItRefusedS24(RedisConnectionFactory driver) {
        RedisCache source =
                new RedisCaches(driver).create(configuration -> configuration.entryTtl(Duration.ofMinutes(1)));
        EnhancedCache cache = RedisCaches.enhance(source);
        cache.multiGet(keys(1));
        Map<Object, Object> batch = new LinkedHashMap<>();
        keys(100).forEach(key -> batch.put(key, key + "@" + "x".repeat(100_000)));

        PartialBatchException failure = withMemoryFor(
                3_000_000, () -> catchThrowableOfType(PartialBatchException.class, () -> cache.multiPut(batch)));

        Map<Object, Object> stored = contents(source, keys(100));
        assertThat(stored).isNotEmpty();
        assertThat(failure.getFailures().keySet())
                .isNotEmpty()
                .doesNotContainAnyElementsOf(stored.keySet())
                .hasSize(100 - stored.size());
        assertThat(new HashSet<>(failure.getFailures().values()))
                .as("one cause, heard once")
                .singleElement()
                .isInstanceOf(DataAccessException.class);
        assertThat(failure.getFailures().values().iterator().next()).rootCause().hasMessageContaining("OOM");
        cache.multiEvict(keys(100));
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void failureThatAllShareIsThrownAsItIs(RedisConnectionFactory driver) {
        RedisCache source = new RedisCaches(driver).create(UnaryOperator.identity());
        EnhancedCache cache = RedisCaches.enhance(source);
        cache.multiGet(keys(1));

        Throwable failure = withMemoryFor(-1_000_000, () -> catchThrowable(() -> cache.multiPut(entries(5))));

        assertThat(failure).isInstanceOf(DataAccessException.class).rootCause().hasMessageContaining("OOM");
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void keysWithOneTextAreOneEntryWhoseLastValueStays(RedisConnectionFactory driver) {
        RedisCache source =
                new RedisCaches(driver).create(configuration -> configuration.entryTtl(Duration.ofMinutes(1)));
        EnhancedCache cache = RedisCaches.enhance(source);
        Map<Object, Object> batch = new LinkedHashMap<>();
        batch.put(1, "first");
        batch.put("1", "second");
        batch.put(1L, "last");

        cache.multiPut(batch);

        assertThat(values(cache.multiGet(List.of(1L, "1", 1)))).isEqualTo(Map.of(1L, "last", "1", "last", 1, "last"));
        cache.multiEvict(List.of("1", 1));
        assertThat(cache.multiGet(List.of(1L))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void entriesArePlainEntriesOfSpringData(RedisConnectionFactory driver) {
        UnaryOperator<RedisCacheConfiguration> custom =
                configuration -> configuration.prefixCacheNameWith("app:").entryTtl(Duration.ofMinutes(1));
        RedisCache source = new RedisCaches(driver).create(custom);
        EnhancedCache cache = RedisCaches.enhance(source);
        source.put("single", new ArrayList<>(List.of(1L)));
        source.put("null", null);

        cache.multiPut(Map.of("batch", new ArrayList<>(List.of(2L))));

        assertThat(source.get("batch").get()).isEqualTo(List.of(2L));
        assertThat(values(cache.multiGet(List.of("single", "null"))))
                .containsEntry("single", List.of(1L))
                .containsEntry("null", null);
        assertThat(TestRedis.<Boolean>onServer(connection -> connection
                        .keyCommands()
                        .exists(("app:" + source.getName() + "::batch").getBytes(StandardCharsets.UTF_8))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("plainDrivers")
    void commandThatTakesTooLongIsAFailureOfTheBatch(RedisConnectionFactory driver) throws Exception {
        Duration timeout = Duration.ofSeconds(1);
        boolean isJedis = driver instanceof JedisConnectionFactory;
        RedisConnectionFactory impatient =
                isJedis ? TestRedis.jedis(TestRedis.port(), timeout) : TestRedis.lettuce(TestRedis.port(), timeout);
        EnhancedCache cache = RedisCaches.enhance(new RedisCaches(impatient).create(UnaryOperator.identity()));
        try {
            client("PAUSE", "60000", "WRITE");

            Throwable failure = catchThrowable(() -> cache.multiPut(entries(3)));

            assertThat(failure).isInstanceOf(DataAccessException.class);
        } finally {
            client("UNPAUSE");
            ((DisposableBean) impatient).destroy();
        }
    }

    private static void client(String... arguments) {
        byte[][] raw = Stream.of(arguments).map(RedisFailureTests::bytes).toArray(byte[][]::new);
        TestRedis.onServer(connection -> connection.execute("CLIENT", raw));
    }

    private static <T> T withMemoryFor(long bytes, java.util.function.Supplier<T> work) {
        long limit = TestRedis.info("memory", "used_memory") + bytes;
        setMaxMemory(limit);
        try {
            return work.get();
        } finally {
            setMaxMemory(0);
        }
    }

    private static void setMaxMemory(long bytes) {
        TestRedis.onServer(connection -> {
            connection.serverCommands().setConfig("maxmemory", Long.toString(bytes));
            return true;
        });
    }

    private static void writeRaw(RedisCache cache, Object key, byte[] value) {
        byte[] rawKey = bytes(cache.getName() + "::" + key);
        TestRedis.onServer(connection -> connection.stringCommands().set(rawKey, value));
        RedisCaches.changedPastTheLibrary();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
