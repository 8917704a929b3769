package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import io.lettuce.core.AbstractRedisAsyncCommands;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.lettuce.LettuceExceptionConverter;

/**
 * Writes all commands to the connection in one flush (one per node in a cluster).
 *
 * <p>The connection is shared with everybody else, so it is neither put into pipeline mode, for which Spring Data opens
 * another connection, nor kept from flushing, which would hold up its other users.
 */
final class LettucePipe implements RedisPipe {

    private static final LettuceExceptionConverter EXCEPTIONS = new LettuceExceptionConverter();

    private final StatefulConnection<byte[], byte[]> connection;

    private LettucePipe(StatefulConnection<byte[], byte[]> connection) {
        this.connection = connection;
    }

    /** Returns a pipe for a native connection of Lettuce, or {@code null} if it is anything else. */
    @SuppressWarnings("unchecked")
    static @Nullable RedisPipe on(Object nativeConnection) {
        return nativeConnection instanceof AbstractRedisAsyncCommands<?, ?> commands
                ? new LettucePipe((StatefulConnection<byte[], byte[]>) commands.getConnection())
                : null;
    }

    @Override
    public List<RedisReply> send(List<? extends RedisCommand> commands) {
        List<AsyncCommand<byte[], byte[], ?>> sent = new ArrayList<>(commands.size());
        commands.forEach(command -> sent.add(new AsyncCommand<>(toLettuce(command))));
        long start = System.nanoTime();
        try {
            connection.dispatch(sent);
        } catch (RedisException ex) {
            throw translate(ex);
        }
        Duration timeout = connection.getTimeout();
        List<RedisReply> replies = new ArrayList<>(sent.size());
        for (AsyncCommand<byte[], byte[], ?> command : sent) {
            long left = timeout.isZero() ? Long.MAX_VALUE : timeout.toNanos() - (System.nanoTime() - start);
            replies.add(await(command, left, sent));
        }
        return replies;
    }

    private RedisReply await(AsyncCommand<?, ?, ?> command, long nanos, List<? extends AsyncCommand<?, ?, ?>> all) {
        try {
            return RedisReply.of(command.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
        } catch (ExecutionException ex) {
            return RedisReply.failed(translate(ex.getCause() instanceof Exception cause ? cause : ex));
        } catch (TimeoutException | CancellationException ex) {
            command.cancel(false);
            return RedisReply.failed(
                    new QueryTimeoutException("Redis command timed out after " + connection.getTimeout(), ex));
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            all.forEach(other -> other.cancel(false));
            throw new RedisSystemException("Redis command interrupted", ex);
        }
    }

    private static Command<byte[], byte[], ?> toLettuce(RedisCommand command) {
        CommandArgs<byte[], byte[]> args = new CommandArgs<>(ByteArrayCodec.INSTANCE);
        if (command instanceof RedisSet set) {
            args.addKey(set.key()).addValue(set.value());
            addMillis(args, set.timeToLive());
            return new Command<>(CommandType.SET, new StatusOutput<>(ByteArrayCodec.INSTANCE), args);
        }
        RedisGet get = (RedisGet) command;
        args.addKey(get.key());
        addMillis(args, get.timeToIdle());
        CommandType type = get.renewsExpiry() ? CommandType.GETEX : CommandType.GET;
        return new Command<>(type, new ValueOutput<>(ByteArrayCodec.INSTANCE), args);
    }

    private static void addMillis(CommandArgs<byte[], byte[]> args, @Nullable Duration expiry) {
        if (expiry != null) {
            args.add("PX").add(expiry.toMillis());
        }
    }

    private static DataAccessException translate(Exception failure) {
        DataAccessException translated = EXCEPTIONS.convert(failure);
        return translated != null ? translated : new RedisSystemException("Unknown redis exception", failure);
    }
}
