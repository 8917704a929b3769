package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.redis.FlushCounter;
import io.github.ms100.cacheasmulti.redis.HoldingProxy;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The writes of a batch leave together: seen at the socket, not concluded from the time they take. */
@Tag("slow")
class RedisFlushTests {

    @Test
    void lettuceFlushesHundredPutsOnce() {
        FlushCounter flushes = new FlushCounter();
        LettuceConnectionFactory factory =
                lettuce(TestRedis.port(), LettuceClientConfiguration.builder().clientResources(flushes.resources()));
        try {
            RedisCache source =
                    new RedisCaches(factory).create(configuration -> configuration.entryTtl(Duration.ofHours(1)));
            EnhancedCache cache = RedisCaches.enhance(source);
            cache.multiGet(keys(1));

            assertThat(flushes.of(() -> cache.multiPut(entries(100)))).containsOnly(Map.entry(TestRedis.port(), 1));
            assertThat(flushes.of(() -> entries(100).forEach(source::put)))
                    .containsOnly(Map.entry(TestRedis.port(), 100));
            assertThat(values(cache.multiGet(keys(100)))).isEqualTo(entries(100));
        } finally {
            factory.destroy();
            flushes.close();
        }
    }

    @Test
    @DisplayName("A6 what goes on later is flushed once, too")
    void lettuceFlushesOnceWhatGoesOnLater() {
        FlushCounter flushes = new FlushCounter();
        LettuceConnectionFactory factory =
                lettuce(TestRedis.port(), LettuceClientConfiguration.builder().clientResources(flushes.resources()));
        try (BothForms forms = new BothForms(factory, RedisCacheConfiguration::disableKeyPrefix, 1000)) {
            StoreView view = forms.laterView();
            Object[] keys = keys(100).toArray();

            for (BothForms.Call call : BothForms.Call.values()) {
                assertThat(flushes.of(() ->
                                forms.startLater(view, call, keys, keys.clone()).join()))
                        .containsOnly(Map.entry(TestRedis.port(), 1));
            }
        } finally {
            factory.destroy();
            flushes.close();
        }
    }

    @Test
    void lettuceSendsHundredPutsBeforeTheFirstReply() throws Exception {
        try (HoldingProxy proxy = new HoldingProxy(TestRedis.port())) {
            LettuceConnectionFactory factory =
                    lettuce(proxy.port(), LettuceClientConfiguration.builder().commandTimeout(Duration.ofSeconds(2)));
            try {
                assertThatHundredPutsAreSentBeforeTheFirstReply(factory, proxy);
            } finally {
                factory.destroy();
            }
        }
    }

    @Test
    void jedisSendsHundredPutsBeforeTheFirstReply() throws Exception {
        try (HoldingProxy proxy = new HoldingProxy(TestRedis.port())) {
            JedisConnectionFactory factory = new JedisConnectionFactory(
                    TestRedis.configuration(proxy.port()),
                    JedisClientConfiguration.builder()
                            .readTimeout(Duration.ofSeconds(2))
                            .usePooling()
                            .build());
            factory.afterPropertiesSet();
            factory.start();
            try {
                assertThatHundredPutsAreSentBeforeTheFirstReply(factory, proxy);
            } finally {
                factory.destroy();
            }
        }
    }

    private static void assertThatHundredPutsAreSentBeforeTheFirstReply(
            RedisConnectionFactory factory, HoldingProxy proxy) {
        RedisCache source =
                new RedisCaches(factory).create(configuration -> configuration.entryTtl(Duration.ofHours(1)));
        EnhancedCache cache = RedisCaches.enhance(source);
        cache.multiGet(keys(1));

        proxy.holdRepliesUntilReceived("\r\nSET\r\n", 100);
        cache.multiPut(entries(100));

        assertThat(proxy.received()).isEqualTo(100);
        assertThat(values(cache.multiGet(keys(100)))).isEqualTo(entries(100));

        proxy.holdRepliesUntilReceived("\r\nSET\r\n", 100);
        assertThatExceptionOfType(DataAccessException.class)
                .as("a loop of single puts waits for its first reply")
                .isThrownBy(() -> entries(100).forEach(source::put));
        assertThat(proxy.received()).isLessThan(100);
    }

    private static LettuceConnectionFactory lettuce(
            int port, LettuceClientConfiguration.LettuceClientConfigurationBuilder client) {
        LettuceConnectionFactory factory = new LettuceConnectionFactory(TestRedis.configuration(port), client.build());
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }
}
