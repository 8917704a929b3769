package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisCommand;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnection;

/**
 * A {@link RedisCacheWriter}, and the user it is to Redis, as the batches of all its caches see it: its connections, what they
 * have to wait for, and what they have found out. Thread-safe.
 */
final class RedisBackend {

    private static final Log logger = LogFactory.getLog(RedisBackend.class);

    private final Connections connections;

    private final RedisLock lock;

    private final RedisTurn turn;

    /** Whether the writer is known never to lock. */
    private volatile boolean lockFree;

    private volatile boolean readsKeyByKey;

    RedisBackend(RedisCacheWriter writer, Connections connections) {
        this.connections = connections;
        this.lock = new RedisLock(writer);
        this.turn = new RedisTurn(writer, connections);
    }

    Connections connections() {
        return connections;
    }

    /** Returns when a cache of the writer is not locked. */
    void awaitUnlocked(String cacheName) {
        if (!lockFree) {
            lockFree = !lock.await(cacheName);
        }
    }

    RedisTurn turn() {
        return turn;
    }

    /** Returns how many keys one command of Redis may have, where so many are configured; 0 for any number. */
    int maxKeys(RedisCommand command, int configured) {
        return readsKeyByKey && command instanceof RedisCommand.Get ? 1 : configured;
    }

    /** Remembers a command that Redis has refused for many keys and done for each of them. */
    void isOnlyDoneKeyByKey(RedisCommand command) {
        // Only MGET is another command than that for one key. Two threads may both say so.
        if (command instanceof RedisCommand.Get && !readsKeyByKey) {
            readsKeyByKey = true;
            logger.warn(
                    "Redis refuses the MGET of a batch and allows the GETs: from now on batches of the caches with this"
                            + " RedisCacheWriter are read by GETs, which takes longer. To change that, allow the Redis user MGET"
                            + " (ACL SETUSER ... +mget) and start the application anew");
        }
    }

    /** Where a batch gets its connection from: the server the user's own cache works on. */
    @FunctionalInterface
    interface Connections {

        /** Runs the given work on a connection that is released afterwards. */
        <T extends @Nullable Object> T execute(Function<RedisConnection, T> work);
    }
}
