package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;

/** Sends a command for many keys and waits for all replies. */
public abstract class RedisPipe {

    /** What Redis says of the life of a key that is not there. */
    private static final long NO_ENTRY = -2;

    RedisPipe() {}

    /**
     * Sends a command for one key at least. How many commands of Redis that takes makes no difference to the replies.
     *
     * @throws RuntimeException if nothing can be said about the keys there was no reply for
     */
    public abstract void send(RedisCommand command, Replies replies);

    /** Sends a command without waiting for anything; only where replies are waited for in futures. */
    SentCommand dispatch(RedisCommand command) {
        throw new UnsupportedOperationException();
    }

    /** Returns whether everything goes over one connection, in the order in which it is sent. */
    boolean keepsOrder() {
        return false;
    }

    /** Sends a part of a change in its envelope, all in one flush; only where {@linkplain #keepsOrder order is kept}. */
    void send(RedisCommand part, Envelope envelope, boolean isLast, Replies replies) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #send(RedisCommand, Envelope, boolean, Replies)}, without waiting for anything. */
    SentCommand dispatch(RedisCommand part, Envelope envelope, boolean isLast) {
        throw new UnsupportedOperationException();
    }

    /** Returns the fastest way there is on the given connection, with so many keys in one command of Redis at most. */
    public static RedisPipe on(RedisConnection connection, int maxKeys) {
        Object nativeConnection = connection.getNativeConnection();
        RedisPipe pipe = Drivers.LETTUCE ? LettucePipe.on(nativeConnection, maxKeys) : null;
        if (pipe == null && Drivers.JEDIS && connection instanceof RedisClusterConnection cluster) {
            pipe = JedisClusterPipe.on(cluster, nativeConnection);
        }
        return pipe != null ? pipe : new SpringPipe(connection, maxKeys);
    }

    /** Returns how long the driver waits for a command, zero for ever; {@code null} if that is not known. */
    public static @Nullable Duration timeoutOf(Object nativeConnection) {
        return Drivers.LETTUCE ? LettucePipe.commandTimeout(nativeConnection) : null;
    }

    /** Hands out how long the entry of a key lives on, as Redis says it. */
    static void handOutLife(int index, @Nullable Object result, Replies replies) {
        boolean known = result instanceof Long millis && millis != NO_ENTRY;
        replies.lives(index, known ? (Long) result : 0);
    }

    /** Hands out to each of its keys what one command of Redis brought or, if it is an exception, failed by. */
    static void handOut(int from, int to, @Nullable Object result, Replies replies) {
        int keys = to - from;
        Object same = result;
        if (result instanceof List<?> values) {
            if (values.size() == keys) {
                for (int key = 0; key < keys; key++) {
                    handOut(from + key, values.get(key), false, replies);
                }
                return;
            }
            same = misfit(keys, values.size());
        }
        for (int index = from; index < to; index++) {
            handOut(index, same, keys > 1, replies);
        }
    }

    private static void handOut(int index, @Nullable Object result, boolean together, Replies replies) {
        if (result instanceof RuntimeException failure) {
            replies.failed(index, failure, together);
        } else {
            replies.received(index, result instanceof byte[] value ? value : null);
        }
    }

    // Which value belongs to which key cannot be told. A driver that sends a command anew, because the connection was
    // lost in the middle of the reply, may add the new reply to what it has.
    private static RedisSystemException misfit(int keys, int values) {
        return new RedisSystemException("Redis answered %d values for %d keys".formatted(values, keys), null);
    }

    /**
     * Takes the replies to a {@link RedisCommand}: one for each key, with its index, in their order and as early as can be, while others
     * are still coming. Throws nothing.
     */
    public interface Replies {

        /**
         * Takes how long the entry of a key lived on before it was read, if that {@linkplain RedisCommand#askLives was
         * asked}; before what the key has brought.
         *
         * @param millis in milliseconds; {@link RedisCommand#NO_EXPIRY} if it lives for good, 0 if it is gone or that is not
         *     known
         */
        void lives(int index, long millis);

        /** Takes what a key has brought: a value, or nothing. */
        void received(int index, byte @Nullable [] value);

        /**
         * Takes what a key has failed by, in the terms of Spring's exceptions.
         *
         * @param together whether that is what one command for several keys has failed by
         */
        void failed(int index, RuntimeException failure, boolean together);

        /** Returns whether one of the failures says that what has not been sent need not be: it fails by the same. */
        boolean isGivenUp();
    }

    /** Which drivers this application has. */
    static final class Drivers {

        static final boolean LETTUCE = OptionalLibrary.LETTUCE.isPresent();

        static final boolean JEDIS = OptionalLibrary.JEDIS.isPresent();

        /** Since Jedis 7. */
        static final boolean JEDIS_CLUSTER_CLIENT = OptionalLibrary.JEDIS_CLUSTER_CLIENT.isPresent();

        private Drivers() {}
    }
}
