package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import io.lettuce.core.AbstractRedisAsyncCommands;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.protocol.AsyncCommand;
import java.time.Duration;
import java.util.ArrayList;
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
    boolean keepsOrder() {
        return true;
    }

    @Override
    public void send(RedisCommand command, Replies replies) {
        LettuceCommands commands = commands(command);
        List<AsyncCommand<byte[], byte[], ?>> sent = commands.all();
        if (!commands.lives().isEmpty()) {
            sent = new ArrayList<>(commands.lives());
            sent.addAll(commands.all());
        }
        dispatch(sent);
        await(command, commands, replies);
    }

    @Override
    void send(RedisCommand part, Envelope envelope, boolean isLast, Replies replies) {
        LettuceCommands commands = commands(part);
        Envelope.Around<AsyncCommand<byte[], byte[], ?>> around = envelope.around(commands, isLast);
        List<AsyncCommand<byte[], byte[], ?>> sent = new ArrayList<>();
        if (around.before() != null) {
            sent.add(around.before());
        }
        sent.addAll(commands.all());
        sent.addAll(around.behind());
        dispatch(sent);
        Object count = (around.before() == null) ? null : commands.await(around.before());
        await(part, commands, replies);
        List<@Nullable Object> published = new ArrayList<>();
        around.behind().forEach(message -> published.add(commands.await(message)));
        envelope.done(count, published);
    }

    private LettuceCommands commands(RedisCommand command) {
        return new LettuceCommands(command, command.keysAtOnce(maxKeys), connection.getTimeout());
    }

    private void dispatch(List<AsyncCommand<byte[], byte[], ?>> commands) {
        try {
            if (commands.size() == 1) {
                connection.dispatch(commands.get(0));
            } else {
                connection.dispatch(commands);
            }
        } catch (RuntimeException ex) {
            throw LettuceCommands.translate(ex);
        }
    }

    private void await(RedisCommand command, LettuceCommands commands, Replies replies) {
        int size = command.size();
        int together = command.keysAtOnce(maxKeys);
        for (int index = 0; index < commands.all().size(); index++) {
            int from = index * together;
            int to = Math.min(size, from + together);
            for (int key = from; key < to; key++) {
                commands.awaitLife(key, replies);
            }
            handOut(from, to, commands.await(index), replies);
        }
    }
}
