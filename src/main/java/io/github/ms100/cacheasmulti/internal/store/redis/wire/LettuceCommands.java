package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueListOutput;
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
 * What is asked of Redis in the commands of Lettuce, to be sent together; they are waited for all in all no longer than the
 * time-out of one command. Not thread-safe.
 */
final class LettuceCommands
        implements RedisCommand.Handler<AsyncCommand<byte[], byte[], ?>>,
                Envelope.Writer<AsyncCommand<byte[], byte[], ?>> {

    private static final ByteArrayCodec CODEC = ByteArrayCodec.INSTANCE;

    private static final LettuceExceptionConverter EXCEPTIONS = new LettuceExceptionConverter();

    private final RedisCommand asked;

    private final int together;

    private final Duration timeout;

    private final List<AsyncCommand<byte[], byte[], ?>> commands;

    /** One for each key, if that is asked. */
    private final List<AsyncCommand<byte[], byte[], ?>> lives;

    private final long start;

    private @Nullable DataAccessException interruption;

    /**
     * Makes the commands, whose time begins.
     *
     * @param together how many keys each gets, but perhaps the last
     * @param timeout the time they have, zero for any
     */
    LettuceCommands(RedisCommand asked, int together, Duration timeout) {
        this.asked = asked;
        this.together = together;
        this.timeout = timeout;
        this.commands = new ArrayList<>((asked.size() - 1) / together + 1);
        for (int from = 0; from < asked.size(); from += together) {
            commands.add(make(from));
        }
        this.lives = new ArrayList<>(asked.asksLives() ? asked.size() : 0);
        for (int index = 0; asked.asksLives() && index < asked.size(); index++) {
            lives.add(life(asked.key(index)));
        }
        this.start = System.nanoTime();
    }

    private AsyncCommand<byte[], byte[], ?> make(int from) {
        return asked.dispatch(from, Math.min(asked.size(), from + together), this);
    }

    /** Returns all of them, in the order of their keys. */
    List<AsyncCommand<byte[], byte[], ?>> all() {
        return commands;
    }

    /** Returns all of them and before, if that is asked, how long the entries live on. */
    List<AsyncCommand<byte[], byte[], ?>> allWithLives() {
        if (lives.isEmpty()) {
            return commands;
        }
        List<AsyncCommand<byte[], byte[], ?>> all = new ArrayList<>(lives);
        all.addAll(commands);
        return all;
    }

    /** Returns how many nanoseconds they still have, {@link Long#MAX_VALUE} for any; perhaps less than none. */
    long left() {
        return timeout.isZero() ? Long.MAX_VALUE : timeout.toNanos() - (System.nanoTime() - start);
    }

    /** Returns what is sent for a key, where each has a command of its own. */
    List<AsyncCommand<byte[], byte[], ?>> ofKey(int index) {
        return lives.isEmpty() ? List.of(commands.get(index)) : List.of(lives.get(index), commands.get(index));
    }

    /** Hands out how long the entry of a key lives on, if that is asked. */
    void awaitLife(int index, RedisPipe.Replies replies) {
        if (!lives.isEmpty()) {
            RedisPipe.handOutLife(index, await(lives.get(index)), replies);
        }
    }

    /** Makes one of them anew, to be sent once more. */
    AsyncCommand<byte[], byte[], ?> renew(int index) {
        AsyncCommand<byte[], byte[], ?> renewed = make(index * together);
        commands.set(index, renewed);
        return renewed;
    }

    /** Returns what one of them has brought or, in the terms of Spring, failed by. */
    @Nullable
    Object await(int index) {
        return await(commands.get(index));
    }

    /** As {@link #await(int)}, of a command that was sent together with them. */
    @Nullable
    Object await(AsyncCommand<byte[], byte[], ?> command) {
        try {
            return result(command);
        } catch (DataAccessException ex) {
            return ex;
        }
    }

    private @Nullable Object result(AsyncCommand<?, ?, ?> command) {
        try {
            return command.get(Math.max(0, left()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException ex) {
            if (ex.getCause() instanceof Error error) {
                throw error;
            }
            if (ex.getCause() instanceof RedisCommandTimeoutException) {
                // The driver has a clock of its own; whichever is first, it is the same failure.
                throw timedOut(ex.getCause());
            }
            throw translate(ex.getCause() instanceof Exception cause ? cause : ex);
        } catch (TimeoutException | CancellationException ex) {
            command.cancel(false);
            throw interruption != null ? interruption : timedOut(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            commands.forEach(other -> other.cancel(false));
            interruption = new RedisSystemException("Redis command interrupted", ex);
            throw interruption;
        }
    }

    private DataAccessException timedOut(Throwable cause) {
        return new QueryTimeoutException("Redis command timed out after " + timeout, cause);
    }

    static DataAccessException translate(Exception failure) {
        DataAccessException translated = EXCEPTIONS.convert(failure);
        return translated != null ? translated : new RedisSystemException("Unknown redis exception", failure);
    }

    @Override
    public AsyncCommand<byte[], byte[], ?> get(byte[][] keys) {
        return keys.length == 1
                ? command(CommandType.GET, new ValueOutput<>(CODEC), args(keys))
                : command(CommandType.MGET, new ValueListOutput<>(CODEC), args(keys));
    }

    @Override
    public AsyncCommand<byte[], byte[], ?> getAlone(byte[] key, long timeToIdle) {
        CommandType type = timeToIdle != RedisCommand.NO_EXPIRY ? CommandType.GETEX : CommandType.GET;
        return command(type, new ValueOutput<>(CODEC), withMillis(args(key), timeToIdle));
    }

    @Override
    public AsyncCommand<byte[], byte[], ?> set(byte[] key, byte[] value, long timeToLive) {
        return command(
                CommandType.SET, new StatusOutput<>(CODEC), withMillis(args(key).addValue(value), timeToLive));
    }

    @Override
    public AsyncCommand<byte[], byte[], ?> delete(byte[][] keys) {
        return command(CommandType.DEL, new IntegerOutput<>(CODEC), args(keys));
    }

    @Override
    public AsyncCommand<byte[], byte[], ?> life(byte[] key) {
        return command(CommandType.PTTL, new IntegerOutput<>(CODEC), args(key));
    }

    @Override
    public AsyncCommand<byte[], byte[], ?> increment(byte[] hash, byte[] field, long by) {
        return command(
                CommandType.HINCRBY,
                new IntegerOutput<>(CODEC),
                args(hash).addKey(field).add(by));
    }

    @Override
    public AsyncCommand<byte[], byte[], ?> publish(byte[] channel, byte[] message) {
        return command(
                CommandType.PUBLISH, new IntegerOutput<>(CODEC), args(channel).addValue(message));
    }

    private static <T> AsyncCommand<byte[], byte[], T> command(
            CommandType type, CommandOutput<byte[], byte[], T> output, CommandArgs<byte[], byte[]> args) {
        return new AsyncCommand<>(new Command<>(type, output, args));
    }

    private static CommandArgs<byte[], byte[]> args(byte[]... keys) {
        CommandArgs<byte[], byte[]> args = new CommandArgs<>(CODEC);
        for (byte[] key : keys) {
            args.addKey(key);
        }
        return args;
    }

    private static CommandArgs<byte[], byte[]> withMillis(CommandArgs<byte[], byte[]> args, long expiry) {
        return expiry != RedisCommand.NO_EXPIRY ? args.add("PX").add(expiry) : args;
    }
}
