package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import io.lettuce.core.AbstractRedisAsyncCommands;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.protocol.AsyncCommand;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes all commands to the connection in one flush.
 *
 * <p>The connection is shared with everybody else, so it is neither put into pipeline mode, for which Spring Data opens
 * another connection, nor kept from flushing, which would hold up its other users.
 */
final class LettucePipe extends RedisPipe {

    private final StatefulConnection<byte[], byte[]> connection;

    private final int maxKeys;

    LettucePipe(StatefulConnection<byte[], byte[]> connection, int maxKeys) {
        this.connection = connection;
        this.maxKeys = maxKeys;
    }

    /** Returns a pipe for a native connection of Lettuce, or {@code null} if it is anything else. */
    @SuppressWarnings("unchecked")
    static @Nullable RedisPipe on(Object nativeConnection, int maxKeys) {
        if (!(nativeConnection instanceof AbstractRedisAsyncCommands<?, ?> commands)) {
            return null;
        }
        return commands.getConnection() instanceof StatefulRedisClusterConnection<?, ?> cluster
                ? new LettuceClusterPipe((StatefulRedisClusterConnection<byte[], byte[]>) cluster)
                : new LettucePipe((StatefulConnection<byte[], byte[]>) commands.getConnection(), maxKeys);
    }

    static @Nullable Duration commandTimeout(Object nativeConnection) {
        return (nativeConnection instanceof AbstractRedisAsyncCommands<?, ?> commands)
                ? commands.getConnection().getTimeout()
                : null;
    }

    @Override
    public void send(RedisCommand command, Replies replies) {
        int size = command.size();
        int together = command.keysAtOnce(maxKeys);
        LettuceCommands commands = new LettuceCommands(command, together, connection.getTimeout());
        List<AsyncCommand<byte[], byte[], ?>> sent = commands.all();
        try {
            if (sent.size() == 1) {
                connection.dispatch(sent.get(0));
            } else {
                connection.dispatch(sent);
            }
        } catch (RuntimeException ex) {
            throw LettuceCommands.translate(ex);
        }
        for (int index = 0; index < sent.size(); index++) {
            int from = index * together;
            handOut(from, Math.min(size, from + together), commands.await(index), replies);
        }
    }
}
