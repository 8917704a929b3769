package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import java.time.Duration;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.util.ClassUtils;

/** Sends commands together and waits for all their replies. */
@FunctionalInterface
public interface RedisPipe {

    /**
     * Sends the given commands, which are all of one kind. Whether some of them go as one command of Redis makes no
     * difference to the replies.
     *
     * @param receiver gets the reply to each command, with its index, in their order and as early as can be: while others are
     *     still coming
     * @throws RuntimeException if nothing can be said about the commands there was no reply to
     */
    void send(List<? extends RedisCommand> commands, ObjIntConsumer<RedisReply> receiver);

    /** Returns the fastest way there is on the given connection, with so many keys in one command at most. */
    static RedisPipe on(RedisConnection connection, int maxKeys) {
        Object nativeConnection = connection.getNativeConnection();
        RedisPipe pipe = Drivers.LETTUCE ? LettucePipe.on(nativeConnection, maxKeys) : null;
        if (pipe == null && Drivers.JEDIS && connection instanceof RedisClusterConnection cluster) {
            pipe = JedisClusterPipe.on(cluster, nativeConnection);
        }
        return pipe != null ? pipe : new SpringPipe(connection, maxKeys);
    }

    /** Returns how long the driver waits for a command, zero for ever; {@code null} if that is not known. */
    static @Nullable Duration timeoutOf(Object nativeConnection) {
        return Drivers.LETTUCE ? LettucePipe.timeoutOf(nativeConnection) : null;
    }

    /** Which drivers this application has. */
    final class Drivers {

        static final boolean LETTUCE = isPresent("io.lettuce.core.AbstractRedisAsyncCommands");

        static final boolean JEDIS = isPresent("redis.clients.jedis.exceptions.JedisException");

        /** Since Jedis 7. */
        static final boolean JEDIS_CLUSTER_CLIENT = isPresent("redis.clients.jedis.RedisClusterClient");

        private Drivers() {}

        private static boolean isPresent(String className) {
            return ClassUtils.isPresent(className, RedisPipe.class.getClassLoader());
        }
    }
}
