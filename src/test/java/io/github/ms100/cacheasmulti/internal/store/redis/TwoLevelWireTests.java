package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.Cache.ValueRetrievalException;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** What {@link RedisWireTests} count of caches without local copies. */
@DisplayName("L3, L6, L9 what a batch costs on the wire where there are local copies")
class TwoLevelWireTests extends OnBothDrivers {

    private static final List<String> COMMANDS =
            List.of("mget", "get", "pttl", "set", "del", "hincrby", "publish", "hgetall", "exists");

    Stream<Named<RedisConnectionFactory>> withCopies() {
        return drivers().skip(2);
    }

    @ParameterizedTest
    @MethodSource("withCopies")
    @DisplayName("L3, L5 what has no copy is one MGET, and how long each lives on; what has one is no command")
    void reads(RedisConnectionFactory driver) {
        RedisCache source = cache(driver);
        EnhancedCache cache = RedisCaches.enhance(source);
        cache.multiPut(entries(100));
        RedisCaches.changedPastTheLibrary();

        assertThat(commands(() -> assertThat(values(cache.multiGet(keys(100)))).isEqualTo(entries(100))))
                .isEqualTo(Map.of("pttl", 100L, "mget", 1L));
        assertThat(commands(() -> {
                    assertThat(values(cache.multiGet(keys(100)))).isEqualTo(entries(100));
                    keys(100).forEach(source::get);
                }))
                .isEmpty();
        assertThat(commands(() -> cache.multiGet(keys(102))))
                .as("for what is missing alone")
                .isEqualTo(Map.of("pttl", 2L, "mget", 1L));
    }

    @ParameterizedTest
    @MethodSource("withCopies")
    @DisplayName("L6, L9 a put of a hundred is announced once and told once, and read from here")
    void puts(RedisConnectionFactory driver) {
        EnhancedCache cache = RedisCaches.enhance(cache(driver));

        assertThat(commands(() -> cache.multiPut(entries(100))))
                .isEqualTo(Map.of("hincrby", 1L, "set", 100L, "publish", 1L));
        assertThat(commands(() -> cache.multiGet(keys(100)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("withCopies")
    @DisplayName("L6, L9 an evict of a hundred is announced once, made by one DEL, and told once")
    void evicts(RedisConnectionFactory driver) {
        RedisCache source = cache(driver);
        EnhancedCache cache = RedisCaches.enhance(source);
        cache.multiPut(entries(100));

        assertThat(commands(() -> cache.multiEvict(keys(100))))
                .isEqualTo(Map.of("hincrby", 1L, "del", 1L, "publish", 1L));
        assertThat(commands(() -> source.evict(1))).isEqualTo(Map.of("hincrby", 1L, "del", 1L, "publish", 1L));
        assertThat(cache.multiGet(keys(100))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("withCopies")
    @DisplayName("L9 the store of a load is told to nobody")
    void loads(RedisConnectionFactory driver) {
        RedisCache source = cache(driver);

        assertThat(commands(() -> source.get(1, () -> "loaded"))).isEqualTo(Map.of("pttl", 1L, "get", 1L, "set", 1L));
        assertThat(commands(() -> source.get(1, () -> "again"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("withCopies")
    @DisplayName("L12 a loader that fails leaves no number without its message, where the writer locks while it loads")
    void loaderThatFails(RedisConnectionFactory driver) {
        RedisCache source = RedisCaches.connected(
                driver,
                RedisCaches.create(
                        RedisCacheWriter.lockingRedisCacheWriter(driver),
                        RedisCacheConfiguration.defaultCacheConfig()));

        Map<String, Long> sent = commands(() -> assertThatExceptionOfType(ValueRetrievalException.class)
                .isThrownBy(() -> source.get(1, () -> {
                    throw new IOException("nothing to load");
                })));

        assertThat(sent).containsEntry("hincrby", 1L).containsEntry("publish", 1L);
    }

    private static RedisCache cache(RedisConnectionFactory driver) {
        return new RedisCaches(driver).create(configuration -> configuration.entryTtl(Duration.ofHours(1)));
    }

    /** Returns how often each command is sent. */
    private static Map<String, Long> commands(Runnable calls) {
        Map<String, Long> before = counts();
        calls.run();
        Map<String, Long> sent = new TreeMap<>();
        counts().forEach((command, count) -> {
            if (count > before.get(command)) {
                sent.put(command, count - before.get(command));
            }
        });
        return sent;
    }

    private static Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        COMMANDS.forEach(command -> counts.put(command, TestRedis.calls(command)));
        return counts;
    }
}
