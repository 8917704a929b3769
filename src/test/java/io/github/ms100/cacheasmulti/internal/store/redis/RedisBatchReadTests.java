package io.github.ms100.cacheasmulti.internal.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.internal.store.ViewCaches;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.cache.CacheStatistics;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@DisplayName("B1 batches of Redis")
class RedisBatchReadTests {

    private static final Object MISS = new Object();

    @Test
    @DisplayName("B1 an empty batch is no call: nothing of the user's runs for it")
    void emptyBatchAsksForNoPrefix() {
        RedisCacheConfiguration tenants = RedisCacheConfiguration.defaultCacheConfig()
                .computePrefixWith(name -> {
                    throw new IllegalStateException("no tenant");
                });
        EnhancedCache cache = enhanced(mock(RedisConnectionFactory.class), tenants, 0);

        assertThatCode(() -> cache.multiGet(List.of())).doesNotThrowAnyException();
        assertThatCode(() -> cache.multiPut(Map.of())).doesNotThrowAnyException();
        assertThatCode(() -> cache.multiEvict(List.of())).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("B1 duplicates are ignored, also in a set that tells equal keys apart")
    void equalKeysInASetAreOne() {
        RedisConnectionFactory down = mock(RedisConnectionFactory.class);
        // The first is for finding out whether the writer locks.
        when(down.getConnection())
                .thenReturn(mock(RedisConnection.class))
                .thenThrow(new RedisConnectionFailureException("down"));
        EnhancedCache cache = enhanced(down, RedisCacheConfiguration.defaultCacheConfig(), 0);
        Set<Object> keys = Collections.newSetFromMap(new IdentityHashMap<>());
        keys.add(new String("a"));
        keys.add(new String("a"));

        assertThatExceptionOfType(RedisConnectionFailureException.class).isThrownBy(() -> cache.multiEvict(keys));
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"0,30", "3,30", "7,45001", "1000,45001", "15000,45001", "0,45001"})
    @DisplayName("S23 S24 an array is read as a map is: hits, failures, statistics")
    void readsAnArrayAsAMap(int maxKeys, int size) {
        LettuceConnectionFactory lettuce = TestRedis.lettuce();
        TestRedis.deleteEverything();
        for (boolean idle : new boolean[] {false, true}) {
            RedisCacheConfiguration configuration =
                    RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofMinutes(10));
            configuration = idle ? configuration.enableTimeToIdle() : configuration;
            RedisCache first = source(lettuce, configuration);
            RedisCache second = source(lettuce, configuration);
            List<Object> keys = fill(enhanced(lettuce, first, 0), size);

            Outcome map = map(enhanced(lettuce, first, maxKeys), keys);
            Outcome array = array(enhanced(lettuce, second, maxKeys), keys);

            assertThat(array.values).isEqualTo(map.values);
            assertThat(array.failures).isEqualTo(map.failures);
            assertThat(map.failures).as("to MGET the two lists are missing").hasSizeGreaterThanOrEqualTo(idle ? 7 : 5);
            assertThat(array.values.values()).contains("car 1", "a null").contains(MISS);
            assertThat(numbers(second)).isEqualTo(numbers(first));
        }
        lettuce.destroy();
    }

    private static List<Object> fill(EnhancedCache cache, int size) {
        List<Object> keys = new ArrayList<>();
        Map<Object, Object> some = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            keys.add(i % 13 == 7 && i < 40 ? new Inconvertible() : (Object) i);
            if (i % 3 == 1 && keys.get(i) instanceof Integer) {
                some.put(i, i % 2 == 0 ? null : "car " + i);
            }
        }
        cache.multiPut(some);
        TestRedis.onServer(connection -> {
            for (int i : new int[] {2, 4, size - 1}) {
                connection.stringCommands().set(bytes("cars::" + i), bytes("foreign"));
            }
            connection.keyCommands().del(bytes("cars::5"), bytes("cars::9"));
            connection.listCommands().rPush(bytes("cars::5"), bytes("list"));
            connection.listCommands().rPush(bytes("cars::9"), bytes("list"));
            return true;
        });
        return keys;
    }

    private static Outcome map(EnhancedCache cache, List<Object> keys) {
        Map<Object, ValueWrapper> hits;
        Map<Object, String> failures = new LinkedHashMap<>();
        try {
            hits = cache.multiGet(keys);
        } catch (PartialBatchException ex) {
            hits = ex.getHits();
            ex.getFailures().forEach((key, failure) -> failures.put(key, failure.getMessage()));
        }
        Map<Object, Object> values = new LinkedHashMap<>();
        for (Object key : keys) {
            ValueWrapper hit = hits.get(key);
            values.put(key, hit == null ? MISS : Objects.requireNonNullElse(hit.get(), "a null"));
        }
        return new Outcome(values, failures);
    }

    private static Outcome array(EnhancedCache cache, List<Object> keys) {
        Object[] found = new Object[keys.size()];
        Arrays.fill(found, MISS);
        Map<Object, String> failures = new LinkedHashMap<>();
        try {
            ViewCaches.viewOf(cache).read(keys.toArray(), found);
        } catch (PartialBatchException ex) {
            ex.getFailures().forEach((key, failure) -> failures.put(key, failure.getMessage()));
        }
        Map<Object, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < found.length; i++) {
            values.put(keys.get(i), Objects.requireNonNullElse(found[i], "a null"));
        }
        return new Outcome(values, failures);
    }

    private static List<Long> numbers(RedisCache cache) {
        CacheStatistics statistics = cache.getStatistics();
        return List.of(statistics.getGets(), statistics.getHits(), statistics.getMisses());
    }

    private static RedisCache source(RedisConnectionFactory factory, RedisCacheConfiguration configuration) {
        RedisCacheWriter writer =
                CountingRedisCacheWriter.create(factory, RedisCacheWriter::nonLockingRedisCacheWriter);
        RedisCacheManager manager = RedisCacheManager.builder(writer)
                .cacheDefaults(configuration)
                .enableStatistics()
                .build();
        return (RedisCache) manager.getCache("cars");
    }

    private static EnhancedCache enhanced(
            RedisConnectionFactory factory, RedisCacheConfiguration configuration, int maxKeys) {
        RedisCache cache = (RedisCache) RedisCacheManager.builder(factory)
                .cacheDefaults(configuration)
                .build()
                .getCache("cars");
        return enhanced(factory, cache, maxKeys);
    }

    private static EnhancedCache enhanced(RedisConnectionFactory factory, RedisCache cache, int maxKeys) {
        return new RedisCacheConverter(() -> SpringLine.toBeTold(factory), () -> maxKeys).convert(cache);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Outcome(Map<Object, Object> values, Map<Object, String> failures) {}

    /** Has no text to make a key of. */
    private static final class Inconvertible {}
}
