package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import io.lettuce.core.AbstractRedisAsyncCommands;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.protocol.AsyncCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
        dispatch(command).handOut(replies);
    }

    @Override
    void send(RedisCommand part, Envelope envelope, boolean isLast, Replies replies) {
        dispatch(part, envelope, isLast).handOut(replies);
    }

    @Override
    SentCommand dispatch(RedisCommand command) {
        LettuceCommands commands = commands(command);
        List<AsyncCommand<byte[], byte[], ?>> sent = commands.allWithLives();
        dispatch(sent);
        return new Sent(command, commands, sent);
    }

    @Override
    SentCommand dispatch(RedisCommand part, Envelope envelope, boolean isLast) {
        LettuceCommands commands = commands(part);
        Envelope.Around<AsyncCommand<byte[], byte[], ?>> around = envelope.around(commands, isLast);
        List<AsyncCommand<byte[], byte[], ?>> sent = new ArrayList<>();
        if (around.before() != null) {
            sent.add(around.before());
        }
        sent.addAll(commands.all());
        sent.addAll(around.behind());
        dispatch(sent);
        return new SentChange(new Sent(part, commands, sent), envelope, around);
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

    private final class Sent extends SentCommand {

        private final RedisCommand command;

        private final LettuceCommands commands;

        private final List<AsyncCommand<byte[], byte[], ?>> sent;

        Sent(RedisCommand command, LettuceCommands commands, List<AsyncCommand<byte[], byte[], ?>> sent) {
            this.command = command;
            this.commands = commands;
            this.sent = sent;
        }

        @Override
        public CompletableFuture<?> ended() {
            return LettuceEnd.of(sent, commands.left(), List::of);
        }

        @Override
        public void handOut(Replies replies) {
            int size = command.size();
            int together = command.keysAtOnce(maxKeys);
            for (int index = 0; index < commands.all().size(); index++) {
                int from = index * together;
                int to = Math.min(size, from + together);
                for (int key = from; key < to; key++) {
                    commands.awaitLife(key, replies);
                }
                RedisPipe.handOut(from, to, commands.await(index), replies);
            }
        }
    }

    private static final class SentChange extends SentCommand {

        private final Sent part;

        private final Envelope envelope;

        private final Envelope.Around<AsyncCommand<byte[], byte[], ?>> around;

        SentChange(Sent part, Envelope envelope, Envelope.Around<AsyncCommand<byte[], byte[], ?>> around) {
            this.part = part;
            this.envelope = envelope;
            this.around = around;
        }

        @Override
        public CompletableFuture<?> ended() {
            return part.ended();
        }

        @Override
        public void handOut(Replies replies) {
            LettuceCommands commands = part.commands;
            Object count = (around.before() == null) ? null : commands.await(around.before());
            part.handOut(replies);
            List<@Nullable Object> published = new ArrayList<>();
            around.behind().forEach(message -> published.add(commands.await(message)));
            envelope.done(count, published);
        }
    }
}
