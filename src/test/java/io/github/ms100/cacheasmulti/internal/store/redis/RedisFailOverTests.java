package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.contents;
import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.RedisClusterServers;
import io.github.ms100.cacheasmulti.redis.RedisSentinelServers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Batches find the new master when the old one is gone (S1). */
@Tag("slow")
class RedisFailOverTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @ParameterizedTest
    @EnumSource
    void batchesGoOnInAClusterThatLostAMaster(RedisClients driver) throws Exception {
        try (RedisClusterServers servers = RedisClusterServers.start(3, 3, Duration.ofSeconds(1))) {
            RedisConnectionFactory factory = driver.connect(servers.configuration(), TIMEOUT);
            EnhancedCache cache = RedisCaches.enhance(cacheOn(factory));
            cache.multiPut(entries(300));

            servers.kill(servers.ports().get(0));

            assertThatBatchesWorkInTheEnd(cache);
            ((DisposableBean) factory).destroy();
        }
    }

    @ParameterizedTest
    @EnumSource
    void batchesGoOnWhenSentinelHasANewMaster(RedisClients driver) throws Exception {
        try (RedisSentinelServers servers = RedisSentinelServers.start()) {
            RedisConnectionFactory factory = driver.connect(servers.configuration(), TIMEOUT);
            RedisCache source = cacheOn(factory);
            EnhancedCache cache = RedisCaches.enhance(source);
            cache.multiPut(entries(300));
            assertThat(contents(source, keys(300))).isEqualTo(entries(300));

            servers.stopMaster();

            assertThatBatchesWorkInTheEnd(cache);
            ((DisposableBean) factory).destroy();
        }
    }

    private static void assertThatBatchesWorkInTheEnd(EnhancedCache cache) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions().untilAsserted(() -> {
            cache.multiPut(entries(400));
            assertThat(values(cache.multiGet(keys(500)))).isEqualTo(entries(400));
        });
        cache.multiEvict(keys(400));
        assertThat(cache.multiGet(keys(400))).isEmpty();
    }

    private static RedisCache cacheOn(RedisConnectionFactory factory) {
        return new RedisCaches(factory).create(configuration -> configuration.entryTtl(Duration.ofHours(1)));
    }
}
