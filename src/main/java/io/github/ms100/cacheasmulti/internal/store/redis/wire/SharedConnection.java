package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import io.lettuce.core.AbstractRedisAsyncCommands;
import io.lettuce.core.api.StatefulConnection;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The one connection of Lettuce that all users of a factory share: commands are sent over it without waiting for anything, and its
 * release ends none of them (A6). Thread-safe.
 */
public final class SharedConnection {

    private final LettuceConnectionFactory factory;

    private final StatefulConnection<byte[], byte[]> connection;

    private final Object nativeConnection;

    private SharedConnection(
            LettuceConnectionFactory factory, StatefulConnection<byte[], byte[]> connection, Object nativeConnection) {
        this.factory = factory;
        this.connection = connection;
        this.nativeConnection = nativeConnection;
    }

    /**
     * Returns the connection that is in use, if it is the one that a factory shares; {@code null} if it is any other, or is looked
     * after each time somebody asks for it.
     *
     * @param factory where it should be from; is asked for a connection, and that may take its time
     * @param used has not been released
     */
    public static @Nullable SharedConnection of(RedisConnectionFactory factory, RedisConnection used) {
        // Any other may have connections of its own for some of its users.
        return RedisPipe.Drivers.LETTUCE && factory.getClass().getName().equals(Lettuce.FACTORY)
                ? Lettuce.of(factory, used)
                : null;
    }

    /** Returns whether there is nothing to wait for, and nothing to look after. */
    public boolean isReady() {
        return connection.isOpen() && Lettuce.shares(factory);
    }

    /** Returns whether everything goes over one connection, in the order in which it is sent. */
    public boolean keepsOrder() {
        return pipe(0).keepsOrder();
    }

    /**
     * Sends a command for one key at least.
     *
     * @param maxKeys how many keys one command of Redis may have, 0 for any number
     * @throws RuntimeException if it cannot be sent
     */
    public SentCommand send(RedisCommand command, int maxKeys) {
        return pipe(maxKeys).dispatch(command);
    }

    /** As {@link #send(RedisCommand, int)}, a part of a change in its envelope; only where {@linkplain #keepsOrder order is kept}. */
    public SentCommand send(RedisCommand part, int maxKeys, Envelope envelope, boolean isLast) {
        return pipe(maxKeys).dispatch(part, envelope, isLast);
    }

    private RedisPipe pipe(int maxKeys) {
        RedisPipe pipe = LettucePipe.on(nativeConnection, maxKeys);
        if (pipe == null) {
            throw new IllegalStateException("Not a connection of Lettuce: " + nativeConnection);
        }
        return pipe;
    }

    /** Loaded only where Lettuce is on the class path. */
    private static final class Lettuce {

        static final String FACTORY = "org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory";

        @SuppressWarnings("unchecked")
        static @Nullable SharedConnection of(RedisConnectionFactory factory, RedisConnection used) {
            LettuceConnectionFactory lettuce = (LettuceConnectionFactory) factory;
            Object inUse = used.getNativeConnection();
            if (!shares(lettuce) || !(inUse instanceof AbstractRedisAsyncCommands<?, ?> commands)) {
                return null;
            }
            try (RedisConnection shared = lettuce.getConnection()) {
                return isOf(commands.getConnection(), shared.getNativeConnection())
                        ? new SharedConnection(
                                lettuce, (StatefulConnection<byte[], byte[]>) commands.getConnection(), inUse)
                        : null;
            }
        }

        private static boolean isOf(StatefulConnection<?, ?> connection, Object nativeConnection) {
            return nativeConnection instanceof AbstractRedisAsyncCommands<?, ?> commands
                    && commands.getConnection() == connection;
        }

        static boolean shares(LettuceConnectionFactory factory) {
            return factory.getShareNativeConnection() && !factory.getValidateConnection();
        }
    }
}
