package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisCommand;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.SharedConnection;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.cache.CacheStatistics;
import org.springframework.data.redis.cache.CacheStatisticsCollector;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.ClassUtils;

/**
 * A {@link RedisCacheWriter}, and the user it is to Redis, as the batches of all its caches see it: its connections, what they
 * have to wait for, and what they have found out. Thread-safe.
 */
final class RedisBackend {

    private static final Log logger = LogFactory.getLog(RedisBackend.class);

    private static final String OWN_WRITER = "org.springframework.data.redis.cache.DefaultRedisCacheWriter";

    // Since Spring Data Redis 4.1.
    private static final boolean WRITER_LENDS_CONNECTION =
            ClassUtils.hasMethod(RedisCacheWriter.class, "execute", Function.class);

    private final Connections connections;

    private final Lock lock;

    private final RedisTurn turn;

    /** Whether the writer is known never to lock. */
    private volatile boolean lockFree;

    private volatile boolean readsKeyByKey;

    /** What sends without waiting; {@code null} as long as none is known. */
    private volatile @Nullable SharedConnection shared;

    /** Whether the next batch that waits is to find one. */
    private volatile boolean wanted;

    /** Whether there is none, for good. */
    private volatile boolean unshared;

    RedisBackend(RedisCacheWriter writer, Connections connections) {
        this.connections = connections;
        this.lock = new Lock(writer);
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

    /** Returns whether the writer is known never to lock. */
    boolean isLockFree() {
        return lockFree;
    }

    /**
     * Returns a connection over which a batch is sent without waiting for anything, not even a lock; {@code null} if there is none or
     * none is known: then the next batch that waits finds out.
     */
    @Nullable
    SharedConnection shared() {
        SharedConnection known = shared;
        if (known != null && known.isReady()) {
            return known;
        }
        wanted = !unshared;
        return null;
    }

    /** Returns whether batches are known to need a thread that waits. */
    boolean isUnshared() {
        return unshared;
    }

    /** Notes which connection a batch that waits uses, once nothing is locked. */
    void uses(RedisConnection connection) {
        if (!wanted) {
            return;
        }
        wanted = false;
        try {
            RedisConnectionFactory factory = lockFree ? connections.factory() : null;
            shared = (factory == null) ? null : SharedConnection.of(factory, connection);
            unshared = shared == null;
        } catch (RuntimeException ex) {
            logger.debug("Whether batches can be sent to Redis without waiting could not be found out", ex);
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

        /** Returns where they are said to be from; {@code null} if that is not known. */
        default @Nullable RedisConnectionFactory factory() {
            return null;
        }

        /**
         * Returns those that a writer uses; {@code null} if it is not Spring Data's own, which may route, or if its server is not
         * known.
         *
         * @param factory where a writer gets them that neither lends its own nor is a {@link CountingRedisCacheWriter}; gives {@code
         *     null} if that is not known
         */
        static @Nullable Connections of(RedisCacheWriter writer, Supplier<@Nullable RedisConnectionFactory> factory) {
            CountingRedisCacheWriter counting = (writer instanceof CountingRedisCacheWriter known) ? known : null;
            // The writer behind the one that counts: the same connection, one call less on the way.
            RedisCacheWriter sending = (counting != null) ? counting.getDelegate() : writer;
            if (!sending.getClass().getName().equals(OWN_WRITER)) {
                return null;
            }
            Supplier<@Nullable RedisConnectionFactory> said =
                    (counting != null) ? counting::getConnectionFactory : factory;
            if (WRITER_LENDS_CONNECTION) {
                return new OfWriter(sending, said);
            }
            RedisConnectionFactory used = said.get();
            return (used != null) ? new OfFactory(used) : null;
        }
    }

    private record OfWriter(RedisCacheWriter writer, Supplier<@Nullable RedisConnectionFactory> said)
            implements Connections {

        @Override
        public <T extends @Nullable Object> T execute(Function<RedisConnection, T> work) {
            return writer.execute(work);
        }

        @Override
        public @Nullable RedisConnectionFactory factory() {
            return said.get();
        }
    }

    private record OfFactory(RedisConnectionFactory factory) implements Connections {

        @Override
        public <T extends @Nullable Object> T execute(Function<RedisConnection, T> work) {
            try (RedisConnection connection = factory.getConnection()) {
                return work.apply(connection);
            }
        }
    }

    /**
     * Waits as the operations of a locking {@link RedisCacheWriter} do before they begin; any other writer costs nothing.
     *
     * <p>A writer does not say whether it locks, and offers nothing to wait with. But every read waits first, and measures
     * that if it does; a read that cannot be sent does nothing more. Should it be sent some day, it reads a key that is not
     * there.
     */
    private static final class Lock {

        private static final byte[] NO_KEY = "cache-as-multi waits for a lock".getBytes(StandardCharsets.UTF_8);

        /** Overflows when it is made a number of milliseconds. */
        private static final Duration UNSENDABLE = Duration.ofSeconds(Long.MAX_VALUE);

        private final RedisCacheWriter writer;

        private volatile @Nullable Boolean locking;

        Lock(RedisCacheWriter writer) {
            this.writer = writer;
        }

        /** Returns when a cache of the writer is not locked; {@code false} if none ever is. */
        boolean await(String cacheName) {
            Boolean known = locking;
            if (known == null) {
                Observer observer = new Observer();
                read(writer.withStatisticsCollector(observer), cacheName);
                known = observer.waited;
                locking = known;
            }
            if (known) {
                read(writer, cacheName);
            }
            return known;
        }

        private static void read(RedisCacheWriter through, String cacheName) {
            try {
                through.get(cacheName, NO_KEY, UNSENDABLE);
            } catch (ArithmeticException ex) {
                // Not locked, or not any more.
            }
        }

        private static final class Observer implements CacheStatisticsCollector {

            private boolean waited;

            @Override
            public void incLockTime(String cacheName, long durationNS) {
                waited = true;
            }

            @Override
            public void incPuts(String cacheName) {}

            @Override
            public void incGets(String cacheName) {}

            @Override
            public void incHits(String cacheName) {}

            @Override
            public void incMisses(String cacheName) {}

            @Override
            public void incDeletesBy(String cacheName, int value) {}

            @Override
            public void reset(String cacheName) {}

            @Override
            public CacheStatistics getCacheStatistics(String cacheName) {
                return CacheStatisticsCollector.none().getCacheStatistics(cacheName);
            }
        }
    }
}
