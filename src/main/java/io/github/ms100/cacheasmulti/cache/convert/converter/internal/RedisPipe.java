package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.util.List;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.util.ClassUtils;

/** Sends commands together and waits for all their replies. */
@FunctionalInterface
interface RedisPipe {

    /**
     * Sends the given commands.
     *
     * @return one reply per command, in the same order
     * @throws org.springframework.dao.DataAccessException if nothing can be said about single commands
     */
    List<RedisReply> send(List<? extends RedisCommand> commands);

    /** Returns the fastest way there is on the given connection. */
    static RedisPipe on(RedisConnection connection) {
        if (Drivers.LETTUCE) {
            RedisPipe pipe = LettucePipe.on(connection.getNativeConnection());
            if (pipe != null) {
                return pipe;
            }
        }
        return new SpringPipe(connection);
    }

    /** Which drivers this application has. */
    final class Drivers {

        static final boolean LETTUCE = isPresent("io.lettuce.core.AbstractRedisAsyncCommands");

        static final boolean JEDIS = isPresent("redis.clients.jedis.exceptions.JedisException");

        private Drivers() {}

        private static boolean isPresent(String className) {
            return ClassUtils.isPresent(className, RedisPipe.class.getClassLoader());
        }
    }
}
