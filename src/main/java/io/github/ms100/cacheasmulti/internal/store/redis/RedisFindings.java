package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisCommand;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisGet;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.data.redis.cache.RedisCacheWriter;

/** What batches have found out about a {@link RedisCacheWriter} and the user it is to Redis, for all its caches. Thread-safe. */
final class RedisFindings {

    private static final Log logger = LogFactory.getLog(RedisFindings.class);

    private final RedisLock lock;

    private final RedisTurn turn;

    private volatile boolean readsKeyByKey;

    RedisFindings(RedisCacheWriter writer, RedisConnections connections) {
        this.lock = new RedisLock(writer);
        this.turn = new RedisTurn(writer, connections);
    }

    RedisLock lock() {
        return lock;
    }

    RedisTurn turn() {
        return turn;
    }

    /** Returns how many keys a command of the given kind may have, where so many are configured; 0 for any number. */
    int maxKeys(RedisCommand command, int configured) {
        return readsKeyByKey && command instanceof RedisGet ? 1 : configured;
    }

    /** Remembers a command that Redis has refused for many keys and done for each of them. */
    void isOnlyDoneKeyByKey(RedisCommand command) {
        // Only MGET is another command than that for one key. Two threads may both say so.
        if (command instanceof RedisGet && !readsKeyByKey) {
            readsKeyByKey = true;
            logger.warn(
                    "Redis refuses the MGET of a batch and allows the GETs: from now on batches of the caches with this"
                            + " RedisCacheWriter are read by GETs, which takes longer. To change that, allow the Redis user MGET"
                            + " (ACL SETUSER ... +mget) and start the application anew");
        }
    }
}
