package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.internal.store.ViewCaches;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Only what is known to behave like a loop of single calls goes native (B2). */
@TestInstance(Lifecycle.PER_CLASS)
class RedisCacheConverterTests {

    private LettuceConnectionFactory factory;

    private final RedisCacheConverter converter =
            new RedisCacheConverter(() -> SpringLine.toBeTold(this.factory), () -> 1000);

    @BeforeAll
    void connect() {
        factory = TestRedis.lettuce();
    }

    @AfterAll
    void disconnect() {
        factory.destroy();
    }

    @Test
    void whetherAWriterLocksIsFoundOutOnceForAllItsCaches() {
        RedisCacheConverter converter = new RedisCacheConverter(() -> null, () -> 0);
        RedisCacheWriter writer = mock(RedisCacheWriter.class);
        RedisBackend.Connections connections = mock(RedisBackend.Connections.class);
        when(writer.withStatisticsCollector(any())).thenReturn(writer);

        converter.backendOn(writer, connections).awaitUnlocked("cars");
        converter.backendOn(writer, connections).awaitUnlocked("drivers");

        verify(writer, times(1)).withStatisticsCollector(any());
    }

    @Test
    void plainCacheOnSpringDatasWriterIsTaken() {
        RedisCache cache = new RedisCaches(factory).create(UnaryOperator.identity());

        assertThat(converter.takes(cache)).isTrue();
        assertThat(ViewCaches.viewOf(converter.convert(cache))).isInstanceOf(RedisStore.class);
        assertThat(ViewCaches.viewOf(converter.convert(cache)).source()).isSameAs(cache);
        assertThat(converter.takes(new ConcurrentMapCache("cars"))).isFalse();
    }

    @Test
    void batchesGoWhereTheirWriterGoesB1() {
        RedisConnectionFactory other = mock(RedisConnectionFactory.class);
        RedisCache cache = RedisCaches.create(
                CountingRedisCacheWriter.create(factory, SpringLine::redisWriter),
                RedisCacheConfiguration.defaultCacheConfig());
        cache.put(1, "a");

        EnhancedCache enhanced = new RedisCacheConverter(() -> other, () -> 0).convert(cache);

        assertThat(ViewCaches.viewOf(enhanced)).isInstanceOf(RedisStore.class);
        assertThat(values(enhanced.multiGet(List.of(1)))).containsEntry(1, "a");
        verifyNoInteractions(other);
    }

    @Test
    void subclassIsLoopedThroughItsOwnMethodsB2() {
        RedisCacheWriter writer = RedisCacheWriter.nonLockingRedisCacheWriter(factory);
        Shouting cache = new Shouting(writer);
        cache.putIfAbsent(1, "a");

        assertThat(converter.takes(cache)).isFalse();
        assertThat(values(converter.convert(cache).multiGet(List.of(1)))).containsEntry(1, "a!");
        cache.invalidate();
    }

    @Test
    void writerOfSomebodyElseIsUsedForEveryKeyB2() {
        RedisCacheWriter own = SpringLine.redisWriter(factory);
        RedisCacheWriter reversing = (RedisCacheWriter) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RedisCacheWriter.class}, (proxy, method, arguments) -> {
                    if (arguments != null && arguments.length > 1 && arguments[1] instanceof byte[] key) {
                        arguments[1] = ("routed:" + new String(key)).getBytes();
                    }
                    try {
                        return method.invoke(own, arguments);
                    } catch (InvocationTargetException ex) {
                        throw ex.getCause();
                    }
                });
        RedisCache cache = RedisCaches.create(reversing, RedisCacheConfiguration.defaultCacheConfig());

        EnhancedCache enhanced = converter.convert(cache);
        enhanced.multiPut(entries(3));

        assertThat(converter.takes(cache)).isFalse();
        assertThat(values(enhanced.multiGet(keys(4)))).isEqualTo(entries(3));
        String rawKey = "routed:" + cache.getName() + "::1";
        assertThat(TestRedis.<Boolean>onServer(
                        connection -> connection.keyCommands().exists(rawKey.getBytes())))
                .isTrue();
    }

    /** Changes what a single get returns. */
    private static final class Shouting extends RedisCache {

        Shouting(RedisCacheWriter writer) {
            super("shouting", writer, RedisCacheConfiguration.defaultCacheConfig());
        }

        @Override
        protected Object fromStoreValue(Object storeValue) {
            return super.fromStoreValue(storeValue) + "!";
        }
    }
}
