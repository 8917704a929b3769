package io.github.ms100.cacheasmulti.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.support.redis.JsonRedisSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Old and new instances of an application, on two lines of Spring, share one Redis: each finds what the other wrote. The
 * resources hold what either line must write, byte for byte, and this test runs on both.
 */
@DisplayName("S1 entries written on one line of Spring are read on the other")
class RollingUpgradeTests {

    private static final Map<Integer, Object> VALUES = values();

    @BeforeEach
    void empty() {
        TestRedis.deleteEverything();
    }

    @ParameterizedTest
    @EnumSource
    void entriesOfTheOtherLineAreHits(Format format) throws IOException {
        Map<String, byte[]> written = format.written();
        written.forEach((key, value) -> TestRedis.onServer(
                connection -> connection.stringCommands().set(key.getBytes(StandardCharsets.UTF_8), value)));
        assertThat(written).hasSameSizeAs(VALUES);

        try (CachingContext context = start(format)) {
            Things things = context.bean(Things.class);

            assertThat(things.find(List.copyOf(VALUES.keySet()))).isEqualTo(VALUES);

            assertThat(things.loaded()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void entriesAreWrittenAsOnTheOtherLine(Format format) throws IOException {
        Map<String, byte[]> expected = format.written();

        try (CachingContext context = start(format)) {
            context.bean(Things.class).find(List.copyOf(VALUES.keySet()));
        }

        assertThat(expected).hasSameSizeAs(VALUES);
        expected.forEach(
                (key, value) -> assertThat(stored(key)).as(key).asString().isEqualTo(new String(value)));
    }

    private static byte[] stored(String key) {
        return TestRedis.onServer(connection -> connection.stringCommands().get(key.getBytes(StandardCharsets.UTF_8)));
    }

    private static CachingContext start(Format format) {
        RedisConnectionFactory connections = TestRedis.lettuce();
        RedisCacheManager manager = RedisCacheManager.builder(connections)
                .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig()
                        .serializeValuesWith(SerializationPair.fromSerializer(format.serializer())))
                .build();
        manager.afterPropertiesSet();
        return CachingContext.of(manager, connections, Things.class);
    }

    private static Map<Integer, Object> values() {
        Map<Long, BigDecimal> prices = new LinkedHashMap<>();
        prices.put(7L, new BigDecimal("1.50"));
        Thing thing = new Thing(
                1L, "caf\u00e9 \ud83d\ude97", LocalDate.of(2024, 2, 29), DayOfWeek.FRIDAY, List.of("a", "b"), prices);
        Map<Integer, Object> values = new LinkedHashMap<>();
        values.put(1, thing);
        values.put(2, null);
        values.put(3, new ArrayList<>(List.of(thing, thing)));
        values.put(4, prices);
        values.put(5, "text");
        values.put(6, 6L);
        values.put(7, Instant.parse("2024-02-29T12:34:56.123456789Z"));
        return values;
    }

    enum Format {
        JSON {
            @Override
            RedisSerializer<Object> serializer() {
                return JsonRedisSerializer.create(
                        List.of("io.github.ms100.cacheasmulti.redis"), RollingUpgradeTests.class.getClassLoader());
            }

            @Override
            byte[] bytes(String text) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
        },

        JAVA {
            @Override
            RedisSerializer<Object> serializer() {
                return RedisSerializer.java();
            }

            @Override
            byte[] bytes(String text) {
                return Base64.getDecoder().decode(text);
            }
        };

        abstract RedisSerializer<Object> serializer();

        /** Returns a null in the form of every format: that of Spring's serialized {@code NullValue}. */
        abstract byte[] bytes(String text);

        Map<String, byte[]> written() throws IOException {
            Properties lines = new Properties();
            try (InputStream in = RollingUpgradeTests.class.getResourceAsStream("/redis/" + name() + ".properties")) {
                lines.load(in);
            }
            Map<String, byte[]> written = new LinkedHashMap<>();
            lines.forEach((id, text) -> written.put(
                    "things::" + id,
                    id.equals("2") ? Base64.getDecoder().decode((String) text) : bytes((String) text)));
            return written;
        }
    }

    record Thing(
            Long id, String name, LocalDate day, DayOfWeek weekday, List<String> tags, Map<Long, BigDecimal> prices)
            implements Serializable {}

    static class Things {

        private final List<Integer> loaded = new ArrayList<>();

        @Cacheable("things")
        public Map<Integer, Object> find(@CacheAsMulti(strictNull = true) List<Integer> ids) {
            loaded.addAll(ids);
            Map<Integer, Object> found = new LinkedHashMap<>(VALUES);
            found.keySet().retainAll(ids);
            return found;
        }

        List<Integer> loaded() {
            return loaded;
        }
    }
}
