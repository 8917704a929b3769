package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.serializer.SerializationException;

@DisplayName("L6 what a put keeps here is what it has left in Redis")
class TwoLevelPutTests extends OnBothDrivers {

    private static final Object UNWRITABLE = new ArrayList<>(List.of(new Object()));

    @Test
    @DisplayName("L2 of several keys that are one entry only the last leaves a copy")
    void lastOfOneEntry() {
        EnhancedCache cache = RedisCaches.enhance(new RedisCaches(lettuceWithCopies)
                .create(configuration -> configuration.serializeKeysWith(LocalLevel.textKeys())));
        Map<Object, Object> entries = new LinkedHashMap<>();
        entries.put(1, "first");
        entries.put(2, "other");
        entries.put("1", "last");

        cache.multiPut(entries);

        assertThat(values(cache.multiGet(List.of(1, "1", 1L, 2))))
                .isEqualTo(Map.of(1, "last", "1", "last", 1L, "last", 2, "other"));
    }

    Stream<Named<Change>> unwritable() {
        return Stream.of(
                Named.of("put", cache -> cache.put(1, UNWRITABLE)),
                Named.of("putIfAbsent", cache -> cache.putIfAbsent(1, UNWRITABLE)),
                Named.of("multiPut", cache -> RedisCaches.enhance(cache).multiPut(Map.of(1, UNWRITABLE))));
    }

    @ParameterizedTest
    @MethodSource("unwritable")
    @DisplayName("S1, L6, L12 a value that cannot be written changes nothing, and nobody is told of it")
    void valueThatCannotBeWritten(Change change) {
        RedisCache cache = new RedisCaches(lettuceWithCopies).create(configuration -> configuration);
        cache.put(1, "before");
        long before = announced();

        assertThatThrownBy(() -> change.of(cache))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("serialize");

        assertThat(announced()).isEqualTo(before);
        // What had to be made up for (L14) would be made up for before this is confirmed.
        cache.put(2, "next");
        assertThat(announced()).as("by the same series").isEqualTo(before + 1);
        RedisCaches.changedPastTheLibrary();
        assertThat(cache.get(1, String.class)).isEqualTo("before");
    }

    @Test
    @DisplayName("S1 a loaded null is refused as by any cache of Redis")
    void loadedNull() {
        RedisCache plain = new RedisCaches(lettuce).create(RedisCacheConfiguration::disableCachingNullValues);
        RedisCache two = new RedisCaches(lettuceWithCopies).create(RedisCacheConfiguration::disableCachingNullValues);

        for (RedisCache cache : List.of(plain, two)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cache.get(1, () -> null))
                    .withMessage("Cache '%s' is configured to not allow null values but null was provided"
                            .formatted(cache.getName()));
        }
    }

    /** Returns how many messages have been announced, by however many series. */
    private static long announced() {
        Map<byte[], byte[]> counts =
                TestRedis.onServer(connection -> connection.hashCommands().hGetAll("cache-as-multi".getBytes()));
        return counts.values().stream()
                .mapToLong(count -> Long.parseLong(new String(count)))
                .sum();
    }

    @FunctionalInterface
    interface Change {

        void of(RedisCache cache);
    }
}
