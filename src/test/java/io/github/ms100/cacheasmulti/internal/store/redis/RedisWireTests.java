package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.contents;
import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheWriter.TtlFunction;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** What a batch costs on the wire (B1), counted by the server. */
class RedisWireTests extends OnBothDrivers {

    private static final UnaryOperator<RedisCacheConfiguration> HOUR =
            configuration -> configuration.entryTtl(Duration.ofHours(1));

    Stream<Arguments> withoutPrefix() {
        UnaryOperator<RedisCacheConfiguration> disabled = RedisCacheConfiguration::disableKeyPrefix;
        UnaryOperator<RedisCacheConfiguration> empty = configuration -> configuration.computePrefixWith(name -> "");
        return Stream.of(
                Arguments.of(lettuce, disabled),
                Arguments.of(lettuce, empty),
                Arguments.of(jedis, disabled),
                Arguments.of(jedis, empty));
    }

    @ParameterizedTest
    @MethodSource("plainDrivers")
    void hundredHitsAreOneMget(RedisConnectionFactory driver) {
        RedisCache source = new RedisCaches(driver).create(HOUR);
        EnhancedCache cache = RedisCaches.enhance(source);
        entries(100).forEach(source::put);
        long mgets = TestRedis.calls("mget");
        long gets = TestRedis.calls("get");

        assertThat(values(cache.multiGet(keys(100)))).isEqualTo(entries(100));

        assertThat(TestRedis.calls("mget") - mgets).isEqualTo(1);
        assertThat(TestRedis.calls("get") - gets).isZero();
    }

    @ParameterizedTest
    @MethodSource("plainDrivers")
    void oneKeyIsOneGet(RedisConnectionFactory driver) {
        EnhancedCache cache = RedisCaches.enhance(new RedisCaches(driver).create(HOUR));
        cache.multiPut(entries(1));
        long before = commandsButInfo();
        long gets = TestRedis.calls("get");

        assertThat(values(cache.multiGet(keys(1)))).isEqualTo(entries(1));
        assertThat(cache.multiGet(List.of("missing"))).isEmpty();

        assertThat(TestRedis.calls("get") - gets).isEqualTo(2);
        assertThat(commandsButInfo() - before).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("plainDrivers")
    @DisplayName("S1 an MGET is all that a batch asks, whatever it misses")
    void missesAreAskedForOnce(RedisConnectionFactory driver) {
        EnhancedCache cache = RedisCaches.enhance(new RedisCaches(driver).create(HOUR), 10);
        Map<Object, Object> even = new LinkedHashMap<>(entries(100));
        even.keySet().removeIf(key -> (Integer) key % 2 == 1);
        cache.multiPut(even);
        long mgets = TestRedis.calls("mget");
        long before = commandsButInfo();

        assertThat(values(cache.multiGet(keys(100)))).isEqualTo(even);

        assertThat(TestRedis.calls("mget") - mgets).isEqualTo(10);
        assertThat(commandsButInfo() - before).isEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("withoutPrefix")
    @DisplayName("S1 keys without a prefix may be anybody's: each has a GET of its own, and an evict is one DEL")
    void cacheWithoutPrefixReadsKeyByKey(
            RedisConnectionFactory driver, UnaryOperator<RedisCacheConfiguration> withoutPrefix) {
        RedisCache source = new RedisCaches(driver).create(withoutPrefix.andThen(HOUR)::apply);
        EnhancedCache cache = RedisCaches.enhance(source);
        cache.multiPut(entries(50));
        long gets = TestRedis.calls("get");
        long dels = TestRedis.calls("del");
        long before = commandsButInfo();

        assertThat(values(cache.multiGet(keys(100)))).isEqualTo(entries(50));
        assertThat(TestRedis.calls("get") - gets).isEqualTo(100);
        assertThat(commandsButInfo() - before).isEqualTo(100);

        cache.multiEvict(keys(100));
        assertThat(TestRedis.calls("del") - dels).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void hundredPutsAreHundredSetsWithTheirTimeToLive(RedisConnectionFactory driver) {
        TtlFunction minutesOfKey = (key, value) -> Duration.ofMinutes(1 + (Integer) key);
        RedisCache source = new RedisCaches(driver).create(configuration -> configuration.entryTtl(minutesOfKey));
        EnhancedCache cache = RedisCaches.enhance(source);
        long sets = TestRedis.calls("set");
        long expires = TestRedis.calls("pexpire") + TestRedis.calls("expire") + TestRedis.calls("psetex");

        cache.multiPut(entries(100));

        assertThat(TestRedis.calls("set") - sets).isEqualTo(100);
        assertThat(TestRedis.calls("pexpire") + TestRedis.calls("expire") + TestRedis.calls("psetex") - expires)
                .isZero();
        assertThat(contents(source, keys(100))).isEqualTo(entries(100));
        assertThat(minutesLeft(source, 0)).isEqualTo(1);
        assertThat(minutesLeft(source, 99)).isEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void timeToLiveOfNothingOrLessMeansForGood(RedisConnectionFactory driver) {
        TtlFunction none = (key, value) -> Duration.ofMillis(-(Integer) key);
        RedisCache source = new RedisCaches(driver).create(configuration -> configuration.entryTtl(none));
        EnhancedCache cache = RedisCaches.enhance(source);
        source.put(7, "single");

        cache.multiPut(Map.of(0, "zero", 1, "negative"));

        assertThat(List.of(millisLeft(source, 7), millisLeft(source, 0), millisLeft(source, 1)))
                .containsOnly(-1L);
    }

    @ParameterizedTest
    @MethodSource("plainDrivers")
    void timeToIdleStartsAnewWithEachReadOfTheBatch(RedisConnectionFactory driver) {
        RedisCache source = new RedisCaches(driver)
                .create(configuration -> HOUR.apply(configuration).enableTimeToIdle());
        EnhancedCache cache = RedisCaches.enhance(source);
        cache.multiPut(entries(100));
        keys(100)
                .forEach(key -> TestRedis.onServer(
                        connection -> connection.keyCommands().pExpire(rawKey(source, key), 60_000)));
        long getexs = TestRedis.calls("getex");

        assertThat(values(cache.multiGet(keys(101)))).isEqualTo(entries(100));

        assertThat(TestRedis.calls("getex") - getexs).isEqualTo(101);
        assertThat(minutesLeft(source, 0)).isEqualTo(60);
        assertThat(minutesLeft(source, 99)).isEqualTo(60);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void hundredEvictsAreOneDel(RedisConnectionFactory driver) {
        RedisCache source = new RedisCaches(driver).create(HOUR);
        EnhancedCache cache = RedisCaches.enhance(source);
        cache.multiPut(entries(101));
        long dels = TestRedis.calls("del");

        cache.multiEvict(keys(100));

        assertThat(TestRedis.calls("del") - dels).isEqualTo(1);
        assertThat(contents(source, keys(101))).containsOnlyKeys(100);
    }

    @ParameterizedTest
    @MethodSource("plainDrivers")
    void noBatchOpensAConnection(RedisConnectionFactory driver) {
        EnhancedCache cache = RedisCaches.enhance(new RedisCaches(driver)
                .create(configuration -> HOUR.apply(configuration).enableTimeToIdle()));
        useInBatches(cache);
        long connections = TestRedis.info("stats", "total_connections_received");

        useInBatches(cache);
        useInBatches(cache);

        assertThat(TestRedis.info("stats", "total_connections_received")).isEqualTo(connections);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void emptyBatchSendsNothing(RedisConnectionFactory driver) {
        EnhancedCache cache = RedisCaches.enhance(new RedisCaches(driver).create(HOUR));
        long before = commandsButInfo();

        cache.multiPut(Map.of());
        cache.multiEvict(List.of());

        assertThat(cache.multiGet(List.of())).isEmpty();
        assertThat(commandsButInfo()).isEqualTo(before);
    }

    private static void useInBatches(EnhancedCache cache) {
        cache.multiPut(entries(100));
        cache.multiGet(keys(100));
        cache.multiEvict(keys(100));
    }

    private static long commandsButInfo() {
        return TestRedis.info("stats", "total_commands_processed") - TestRedis.calls("info");
    }

    private static long minutesLeft(RedisCache cache, Object key) {
        return Math.round(millisLeft(cache, key) / 60_000.0);
    }

    private static long millisLeft(RedisCache cache, Object key) {
        return TestRedis.onServer(connection -> connection.keyCommands().pTtl(rawKey(cache, key)));
    }

    private static byte[] rawKey(RedisCache cache, Object key) {
        return (cache.getName() + "::" + key).getBytes(StandardCharsets.UTF_8);
    }
}
