package io.github.ms100.cacheasmulti.internal.store.redis;

import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Copies;
import io.github.ms100.cacheasmulti.internal.store.redis.local.VoidedCopies;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import io.github.ms100.cacheasmulti.support.redis.RedisMaxBatchSize;
import java.time.Duration;
import java.util.Map;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** A local level in front of any caches on some connections. It sends nothing but what their changes need. */
final class TestLevel implements AutoCloseable {

    private static final Duration NEVER = Duration.ofDays(1);

    private final RedisConnectionFactory connections;

    private final boolean keepsBytes;

    private final int maxBatchSize;

    private final LocalServer server;

    /** Starts a level, which serves its copies when this returns. */
    TestLevel(RedisConnectionFactory connections, LocalLevel.Copies kind, int maxBatchSize) {
        this.connections = connections;
        this.keepsBytes = kind == LocalLevel.Copies.BYTES;
        this.maxBatchSize = maxBatchSize;
        this.server = new LocalServer(
                connections,
                new LocalLevel.Settings(
                        "cache-as-multi",
                        NEVER,
                        NEVER.multipliedBy(2),
                        Map.of(),
                        RedisMaxBatchSize.DEFAULT,
                        false,
                        () -> BatchListener.NO_OP));
        server.open();
        await().until(() -> server.node().isServing("any"));
    }

    /** Returns a cache with local copies in front of it. */
    RedisCache before(RedisCache cache) {
        if (cache instanceof TwoLevelRedisCache) {
            return cache;
        }
        RedisCacheWriter writer = cache.getNativeCache();
        LocalLevelRules.check(cache, true);
        Copies copies = new Copies(
                Caffeine.newBuilder().maximumSize(100_000),
                server.node().fence(),
                Duration.ofHours(1).toNanos(),
                System::nanoTime);
        return new TwoLevelRedisCache(
                cache,
                server,
                new TwoLevelStore.Settings(
                        new RedisBackend(writer, RedisBackend.Connections.of(writer, () -> connections)),
                        maxBatchSize,
                        RedisCacheConverter.statisticsOf(writer),
                        copies,
                        keepsBytes,
                        cache.getCacheConfiguration().getKeySerializationPair() == LocalLevel.textKeys()));
    }

    /** Believes no copy any more that it has. */
    void forget() {
        VoidedCopies.of(server.node());
    }

    @Override
    public void close() {
        server.close();
    }
}
