package io.github.ms100.cacheasmulti.internal.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.internal.store.ViewCaches;
import io.github.ms100.cacheasmulti.redis.HoldingProxy;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializer;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A6 what might wait is not begun without a thread that may")
class RedisNotLaterTests {

    private static final Object[] KEYS = {1, 2};

    private LettuceConnectionFactory lettuce;

    @BeforeAll
    void connect() {
        lettuce = TestRedis.lettuce();
    }

    @AfterAll
    void disconnect() {
        lettuce.destroy();
    }

    @BeforeEach
    void deleteEverything() {
        TestRedis.deleteEverything();
    }

    @Test
    @DisplayName("A6 the first call finds the connection, whatever it asks, and all others are sent over it")
    void firstCallFindsTheConnection() {
        StoreView view = view(counting(lettuce), lettuce);

        assertThat(evictLater(view)).isNull();
        assertThat(writeLater(view)).isNull();
        view.evictNow(KEYS);

        assertThat(writeLater(view)).isNotNull().succeedsWithin(9, TimeUnit.SECONDS);
        assertThat(readLater(view)).isNotNull().succeedsWithin(9, TimeUnit.SECONDS);
        assertThat(evictLater(view)).isNotNull().succeedsWithin(9, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("A6 a connection that has been reset is found anew")
    void resetConnectionIsFoundAnew() {
        LettuceConnectionFactory reset = TestRedis.lettuce();
        try {
            StoreView view = ready(view(counting(reset), reset));

            reset.resetConnection();
            assertThat(readLater(view)).isNull();
            view.read(KEYS, new Object[2]);

            assertThat(readLater(view)).isNotNull().succeedsWithin(9, TimeUnit.SECONDS);
        } finally {
            reset.destroy();
        }
    }

    @Test
    @DisplayName("A6 a plain writer may be said to be on a factory, and is believed only if it is")
    void plainWriterIsAskedWhereItIs() {
        LettuceConnectionFactory other = TestRedis.lettuce();
        try {
            assertThat(readLater(ready(view(SpringLine.redisWriter(lettuce), lettuce))))
                    .isNotNull();
            if (SpringLine.toBeTold(other) == null) {
                assertThat(readLater(ready(view(SpringLine.redisWriter(lettuce), other))))
                        .isNull();
                assertThat(readLater(ready(view(SpringLine.redisWriter(lettuce), null))))
                        .isNull();
            }
        } finally {
            other.destroy();
        }
    }

    @Test
    @DisplayName("A6 Jedis waits for each reply, in a thread that may")
    void jedisWaits() {
        JedisConnectionFactory jedis = TestRedis.jedis();
        try {
            assertThatNothingIsBegun(view(counting(jedis), jedis));
        } finally {
            jedis.destroy();
        }
    }

    @Test
    @DisplayName("A6 connections that are not shared may have to be waited for, and are not sent over")
    void connectionsOfTheirOwnAreWaitedFor() {
        LettuceConnectionFactory own = TestRedis.lettuce();
        own.setShareNativeConnection(false);
        LettuceConnectionFactory looked = TestRedis.lettuce();
        looked.setValidateConnection(true);
        try {
            assertThatNothingIsBegun(view(counting(own), own));
            assertThatNothingIsBegun(view(counting(looked), looked));
        } finally {
            own.destroy();
            looked.destroy();
        }
    }

    @Test
    @DisplayName("B1 a lock is waited for")
    void lockIsWaitedFor() {
        CountingRedisCacheWriter locking =
                CountingRedisCacheWriter.create(lettuce, RedisCacheWriter::lockingRedisCacheWriter);

        assertThatNothingIsBegun(view(locking, lettuce));
    }

    @Test
    @DisplayName("B1 single writes under way are waited for by batches that write, and by no others")
    void singleWritesAreWaitedFor() throws Exception {
        HoldingProxy proxy = new HoldingProxy(TestRedis.port());
        LettuceConnectionFactory slow = TestRedis.lettuce(proxy.port(), Duration.ofMinutes(1));
        try {
            CountingRedisCacheWriter writer = counting(slow);
            StoreView view = ready(view(writer, slow));
            String prefix = view.source().getName() + "::";
            ReactiveRedisConnection first = slow.getReactiveConnection();
            first.ping().block();
            proxy.holdRepliesUntilReceived("never", Integer.MAX_VALUE);

            byte[] value = RedisSerializer.java().serialize("single");
            writer.store("any", bytes(prefix + "other"), value, null);
            CompletableFuture<?> otherKeys = evictLater(view);
            writer.store("any", bytes(prefix + KEYS[1]), value, null);

            assertThat(otherKeys).as("it does not wait for other keys").isNotNull();
            assertThat(writer.hasPendingWrites()).isTrue();
            assertThat(writeLater(view)).isNull();
            assertThat(evictLater(view)).isNull();
            CompletableFuture<?> read = readLater(view);
            assertThat(read).isNotNull();
            proxy.holdRepliesUntilReceived("", 0);
            await().until(() -> !writer.hasPendingWrites());
            assertThat(read).succeedsWithin(9, TimeUnit.SECONDS);
            assertThat(otherKeys).succeedsWithin(9, TimeUnit.SECONDS);
            assertThat(writeLater(view)).isNotNull().succeedsWithin(9, TimeUnit.SECONDS);
        } finally {
            slow.destroy();
            proxy.close();
        }
    }

    private static void assertThatNothingIsBegun(StoreView view) {
        for (int times = 0; times < 3; times++) {
            assertThat(readLater(view)).isNull();
            assertThat(writeLater(view)).isNull();
            assertThat(evictLater(view)).isNull();
            view.write(KEYS, KEYS);
        }
        assertThat(view.answersAtOnce()).isFalse();
    }

    private static StoreView ready(StoreView view) {
        assertThat(readLater(view)).isNull();
        view.write(KEYS, KEYS);
        return view;
    }

    private static @Nullable CompletableFuture<@Nullable Void> readLater(StoreView view) {
        return view.detached(KEYS).readLater(KEYS, new Object[2], resumption());
    }

    private static @Nullable CompletableFuture<@Nullable Void> writeLater(StoreView view) {
        return view.detached(KEYS).writeLater(KEYS, KEYS, resumption());
    }

    private static @Nullable CompletableFuture<@Nullable Void> evictLater(StoreView view) {
        return view.detached(KEYS).evictLater(KEYS, resumption());
    }

    private static Executor resumption() {
        return new CompletableFuture<>().defaultExecutor();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static CountingRedisCacheWriter counting(RedisConnectionFactory factory) {
        return CountingRedisCacheWriter.create(factory, RedisCacheWriter::nonLockingRedisCacheWriter);
    }

    private static StoreView view(RedisCacheWriter writer, @Nullable RedisConnectionFactory said) {
        UnaryOperator<RedisCacheConfiguration> minute = it -> it.entryTtl(Duration.ofMinutes(1));
        RedisCache cache = RedisCaches.create(writer, minute.apply(RedisCacheConfiguration.defaultCacheConfig()));
        return ViewCaches.viewOf(new RedisCacheConverter(() -> said, () -> 1000).convert(cache));
    }
}
