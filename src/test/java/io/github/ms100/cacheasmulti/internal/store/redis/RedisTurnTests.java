package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.internal.store.ViewCaches;
import io.github.ms100.cacheasmulti.redis.HoldingProxy;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.cache.CacheStatisticsCollector;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.clients.jedis.Jedis;

/** What is held back here is what {@code retrieve} stores, which no line of Spring Data waits for. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("B1 a batch writes when the single writes of its keys have ended, and then at once")
class RedisTurnTests {

    private static final byte[] VALUE = "single".getBytes(StandardCharsets.UTF_8);

    private LettuceConnectionFactory lettuce;

    private LettuceConnectionFactory unshared;

    private HoldingProxy proxy;

    private LettuceConnectionFactory slow;

    private final List<LettuceConnectionFactory> connected = new ArrayList<>();

    @BeforeAll
    void connect() {
        lettuce = TestRedis.lettuce();
        unshared = TestRedis.lettuce();
        unshared.setShareNativeConnection(false);
    }

    @AfterAll
    void disconnect() {
        lettuce.destroy();
        unshared.destroy();
    }

    @BeforeEach
    void holdAsynchronousReplies() throws Exception {
        TestRedis.deleteEverything();
        proxy = new HoldingProxy(TestRedis.port());
        slow = TestRedis.lettuce(proxy.port(), Duration.ofMinutes(1));
        connected.add(slow);
        ReactiveRedisConnection first = slow.getReactiveConnection();
        first.ping().block();
        proxy.holdRepliesUntilReceived("let them pass", 1);
    }

    @AfterEach
    void close() throws Exception {
        proxy.close();
        connected.forEach(LettuceConnectionFactory::destroy);
        connected.clear();
    }

    @Test
    void batchOfOtherKeysWaitsForNothing(CapturedOutput output) {
        CountingRedisCacheWriter writer = writer(halfHeld(Duration.ofMinutes(1)));
        RedisCache cache = cache(writer);
        writer.store(cache.getName(), raw(cache, 0), VALUE, null);

        EnhancedCache batch = RedisCaches.enhance(cache);
        batch.multiPut(Map.of(1, "batch", 2, "batch"));
        batch.multiEvict(List.of(2));

        assertThat(writer.hasPendingWrites()).isTrue();
        assertThat(writer.pendingWrites(raw(cache, 0))).isNotNull();
        assertThat(writer.pendingWrites(raw(cache, 1))).isNull();
        assertThat(Objects.requireNonNull(cache.get(1)).get()).isEqualTo("batch");
        assertThat(output).doesNotContain("has not ended");
    }

    @Test
    void batchWaitsOneTimeoutForAllItsKeysAndSaysSoOnce(CapturedOutput output) {
        RedisConnectionFactory connections = halfHeld(Duration.ofSeconds(1));
        CountingRedisCacheWriter writer = writer(connections);
        RedisCache cache = RedisCaches.connected(connections, cache(writer));
        keys(100).forEach(key -> writer.store(cache.getName(), raw(cache, key), VALUE, null));
        EnhancedCache batch = RedisCaches.enhance(cache);
        long start = System.nanoTime();

        batch.multiPut(entries(100));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("once, not a hundred times")
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(50));
        batch.multiEvict(keys(1));
        ((RedisStore) ViewCaches.viewOf(batch)).awaitSingleWrites();
        assertThat(batch.multiGet(keys(100))).hasSize(99);
        assertThat(output).containsOnlyOnce("has not ended within PT1S");
    }

    @Test
    void clearWaitsAsBatchesDo(CapturedOutput output) {
        RedisConnectionFactory connections = halfHeld(Duration.ofSeconds(1));
        CountingRedisCacheWriter writer = writer(connections);
        RedisCache cache = RedisCaches.connected(connections, cache(writer));
        writer.store(cache.getName(), raw(cache, 0), VALUE, null);

        RedisCaches.view(cache).clearNow();

        assertThat(output).containsOnlyOnce("has not ended within PT1S");
    }

    @Test
    void whatIsNotWrittenBecauseOfAnInterruptionHasFailed() {
        CountingRedisCacheWriter writer = writer(halfHeld(Duration.ofMinutes(1)));
        RedisCache cache = cache(writer);
        EnhancedCache batch = RedisCaches.enhance(cache);
        batch.multiPut(entries(1));
        writer.store(cache.getName(), raw(cache, 0), VALUE, null);

        Thread.currentThread().interrupt();
        assertThatExceptionOfType(RedisSystemException.class)
                .isThrownBy(() -> batch.multiEvict(keys(1)))
                .withMessageContaining("waited for a single write");

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusedSingleWriteHoldsNoBatchUp() {
        asAdmin(admin -> admin.aclSetUser("timid", "on", ">secret", "+@all", "~*"));
        LettuceConnectionFactory narrow = narrow();
        try {
            CountingRedisCacheWriter writer = writer(narrow);
            RedisCache cache = cache(writer);
            RedisCaches.connected(narrow, cache);
            EnhancedCache batch = RedisCaches.enhance(cache);
            batch.multiPut(entries(2));
            asAdmin(admin -> admin.aclSetUser("timid", "-set"));

            writer.store(cache.getName(), raw(cache, 0), VALUE, null);
            batch.multiEvict(keys(2));

            assertThat(batch.multiGet(keys(2))).isEmpty();
            // Told first, forgotten then.
            await().untilAsserted(() -> assertThat(writer.pendingWrites()).isNull());
        } finally {
            narrow.destroy();
            asAdmin(admin -> admin.aclDelUser("timid"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "cache*", "cache-?"})
    void clearIsUnderWayForEveryKeyItMayRemove(String pattern) {
        CountingRedisCacheWriter writer = writer(halfHeld(Duration.ofMinutes(1)));

        RedisCaches.create(writer, RedisCacheConfiguration.defaultCacheConfig().disableKeyPrefix())
                .clear(pattern);

        boolean asynchronous = writer.pendingWrites() != null;
        assertThat(asynchronous).isEqualTo(SpringLine.BOOT_4);
        assertThat(writer.pendingWrites(bytes("cache-1")) != null).isEqualTo(asynchronous);
        assertThat(writer.pendingWrites(bytes("c")) != null).isEqualTo(asynchronous && pattern.equals("*"));
    }

    @Test
    void nothingIsKeptOfWritesThatHaveEnded() {
        CountingRedisCacheWriter writer = writer(lettuce);
        RedisCache cache = cache(writer);

        for (int i = 0; i < 1000; i++) {
            cache.put(i % 7, "value");
            cache.evict(i % 3);
            writer.store(cache.getName(), raw(cache, i % 5), VALUE, null);
        }
        cache.clear();

        Awaitility.await().until(() -> writer.pendingWrites() == null);
        Awaitility.await().until(() -> !writer.hasPendingWrites());
    }

    Stream<Arguments> writersOfOneServer() {
        RedisCacheWriter writer = writer(lettuce);
        return Stream.of(
                Arguments.of(writer, writer(lettuce)),
                Arguments.of(writer, writer.withStatisticsCollector(CacheStatisticsCollector.create())),
                Arguments.of(writer(unshared), writer(unshared)),
                Arguments.of(
                        writer, CountingRedisCacheWriter.create(lettuce, RedisCacheWriter::lockingRedisCacheWriter)),
                Arguments.of(
                        CountingRedisCacheWriter.create(lettuce, RedisCacheWriter::lockingRedisCacheWriter), writer));
    }

    @ParameterizedTest
    @MethodSource("writersOfOneServer")
    void writersOnOneConnectionFactoryHaveOneOrder(CountingRedisCacheWriter single, RedisCacheWriter batches) {
        RedisCache cache = named("cars", single);
        EnhancedCache batch = RedisCaches.enhance(named("cars", batches));

        for (int key = 0; key < 100; key++) {
            cache.put(key, "single");
            batch.multiEvict(List.of(key));
        }

        Awaitility.await().until(() -> single.pendingWrites() == null);
        assertThat(batch.multiGet(keys(100))).isEmpty();
    }

    /** Returns connections of which the asynchronous ones get no replies, and the others wait as long for theirs. */
    private RedisConnectionFactory halfHeld(Duration timeout) {
        LettuceConnectionFactory factory = TestRedis.lettuce(TestRedis.port(), timeout);
        connected.add(factory);
        return (RedisConnectionFactory) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RedisConnectionFactory.class, ReactiveRedisConnectionFactory.class},
                (proxy, method, arguments) ->
                        method.invoke(method.getName().equals("getReactiveConnection") ? slow : factory, arguments));
    }

    private static void asAdmin(Consumer<Jedis> work) {
        try (Jedis admin = new Jedis(TestRedis.host(), TestRedis.port())) {
            work.accept(admin);
        }
    }

    private static LettuceConnectionFactory narrow() {
        var server = TestRedis.configuration(TestRedis.port());
        server.setUsername("timid");
        server.setPassword("secret");
        LettuceConnectionFactory factory = new LettuceConnectionFactory(server);
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    private static CountingRedisCacheWriter writer(RedisConnectionFactory connections) {
        return CountingRedisCacheWriter.create(connections, RedisCacheWriter::nonLockingRedisCacheWriter);
    }

    private RedisCache cache(RedisCacheWriter writer) {
        return RedisCaches.connected(lettuce, RedisCaches.create(writer, RedisCacheConfiguration.defaultCacheConfig()));
    }

    private RedisCache named(String name, RedisCacheWriter writer) {
        RedisCacheManager manager = RedisCacheManager.builder(writer).build();
        manager.afterPropertiesSet();
        return RedisCaches.connected(lettuce, (RedisCache) Objects.requireNonNull(manager.getCache(name)));
    }

    private static byte[] raw(RedisCache cache, Object key) {
        return bytes(cache.getName() + "::" + key);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
