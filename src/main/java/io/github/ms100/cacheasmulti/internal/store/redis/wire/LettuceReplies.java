package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.protocol.AsyncCommand;
import java.time.Duration;
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
 * Waits for commands that are sent together, all in all no longer than the time-out of one command. Not thread-safe.
 */
final class LettuceReplies {

    private static final LettuceExceptionConverter EXCEPTIONS = new LettuceExceptionConverter();

    private final Duration timeout;

    private final long start = System.nanoTime();

    private final List<? extends AsyncCommand<?, ?, ?>> commands;

    private @Nullable DataAccessException interruption;

    /**
     * Begins the time of the given commands.
     *
     * @param timeout the time they have, zero for any
     */
    LettuceReplies(List<? extends AsyncCommand<?, ?, ?>> commands, Duration timeout) {
        this.commands = commands;
        this.timeout = timeout;
    }

    /** Returns what a command has brought or, in the terms of Spring, failed by. */
    @Nullable
    Object await(AsyncCommand<?, ?, ?> command) {
        try {
            return get(command);
        } catch (DataAccessException ex) {
            return ex;
        }
    }

    private @Nullable Object get(AsyncCommand<?, ?, ?> command) {
        long left = timeout.isZero() ? Long.MAX_VALUE : timeout.toNanos() - (System.nanoTime() - start);
        try {
            return command.get(Math.max(0, left), TimeUnit.NANOSECONDS);
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
}
