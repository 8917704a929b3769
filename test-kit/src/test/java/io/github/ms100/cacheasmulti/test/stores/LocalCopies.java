package io.github.ms100.cacheasmulti.test.stores;

import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import java.util.Objects;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Local copies in front of caches of Redis, of one kind. */
final class LocalCopies implements AutoCloseable {

    private static final String CACHE = "local";

    private final LocalLevel level;

    private volatile boolean serving;

    LocalCopies(RedisConnectionFactory factory, LocalLevel.Copies kind) {
        BatchListener listener = new BatchListener() {
            @Override
            public void onValidated(String channel, Duration time) {
                serving = true;
            }
        };
        this.level = LocalLevel.on(factory)
                .cache(CACHE, local -> local.maximumSize(10_000)
                        .timeToLive(Duration.ofHours(1))
                        .copies(kind))
                .listener(() -> listener)
                .build();
    }

    /** Returns the cache of a manager that has copies in front of it, which are served. */
    RedisCache before(RedisCacheManager manager) {
        RedisCache cache =
                (RedisCache) Objects.requireNonNull(level.apply(manager).getCache(CACHE));
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> serving);
        return cache;
    }

    @Override
    public void close() {
        level.close();
    }
}
