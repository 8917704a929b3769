package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** The drivers, for caches without and with local copies (L1). */
enum Clients {
    LETTUCE(RedisClients.LETTUCE, null),
    JEDIS(RedisClients.JEDIS, null),
    LETTUCE_WITH_COPIES(RedisClients.LETTUCE, LocalLevel.Copies.OBJECTS),
    JEDIS_WITH_COPIES(RedisClients.JEDIS, LocalLevel.Copies.BYTES);

    private final RedisClients driver;

    private final LocalLevel.@Nullable Copies copies;

    Clients(RedisClients driver, LocalLevel.@Nullable Copies copies) {
        this.driver = driver;
        this.copies = copies;
    }

    /** Connects; caches that are made on these connections have copies in front of them, or have not. */
    Connected connect(RedisConfiguration servers, Duration timeout) {
        return connect(servers, timeout, 1000);
    }

    /** Connects; batches that are larger go as several commands where there are copies. */
    Connected connect(RedisConfiguration servers, Duration timeout, int maxBatchSize) {
        RedisConnectionFactory connections = driver.connect(servers, timeout);
        return new Connected(
                (copies == null) ? connections : RedisCaches.withLocalLevel(connections, copies, maxBatchSize), copies);
    }

    /** Connections, which end with their local level. */
    record Connected(RedisConnectionFactory factory, LocalLevel.@Nullable Copies copies) implements AutoCloseable {

        @Override
        public void close() throws Exception {
            if (copies != null) {
                RedisCaches.withoutLocalLevel(factory);
            }
            ((DisposableBean) factory).destroy();
        }
    }
}
