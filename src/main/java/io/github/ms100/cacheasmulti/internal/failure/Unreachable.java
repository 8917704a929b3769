package io.github.ms100.cacheasmulti.internal.failure;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures to reach a server from failures that are its answer, or that have nothing to do with it. Classes are known by
 * their names, with their subclasses: none of the libraries need be there.
 */
public final class Unreachable {

    /** In the terms of Spring: the server is gone, or does not answer in time. */
    private static final Set<String> LOST = Set.of(
            "org.springframework.dao.DataAccessResourceFailureException",
            "org.springframework.dao.QueryTimeoutException");

    /** In those of pools and drivers. */
    private static final Set<String> OF_DRIVERS = Set.of(
            "org.springframework.data.redis.connection.PoolException",
            "io.lettuce.core.RedisConnectionException",
            "io.lettuce.core.RedisCommandTimeoutException",
            "redis.clients.jedis.exceptions.JedisConnectionException");

    /** Of exactly this class when a connection breaks; its subclasses are answers of the server. */
    private static final String CONNECTION_BROKEN = "io.lettuce.core.RedisException";

    private Unreachable() {}

    /**
     * Asks whether a store is worth sparing: whether a call of it has failed because the server was not reached, in whatever that is
     * wrapped. Whether {@linkplain #endsBatch the next command} would fail as well is another question.
     */
    static boolean isSaidBy(Throwable failure) {
        if (failure instanceof PartialBatchException partial) {
            return partial.getFailures().values().stream().anyMatch(Unreachable::isSaidBy);
        }
        // A cause may lead back to its effect.
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
            if (isOfNetwork(cause)
                    || cause.getClass().getName().equals(CONNECTION_BROKEN)
                    || isOf(OF_DRIVERS, cause)
                    || isOf(LOST, cause)) {
                return true;
            }
            depth++;
        }
        return false;
    }

    /**
     * Asks whether a batch one of whose commands has failed by this, in the terms of Spring, is given up: the next would fail as
     * well, or take as long. Less than that spares a store: a driver whose connection has broken may have another for the next.
     */
    public static boolean endsBatch(RuntimeException failure) {
        return isOf(LOST, failure);
    }

    // No other IOException: a value that cannot be read fails with one, too.
    private static boolean isOfNetwork(Throwable cause) {
        return cause instanceof SocketException
                || cause instanceof SocketTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof ClosedChannelException
                || cause instanceof TimeoutException;
    }

    private static boolean isOf(Set<String> kinds, Throwable failure) {
        for (@Nullable Class<?> kind = failure.getClass(); kind != null; kind = kind.getSuperclass()) {
            if (kinds.contains(kind.getName())) {
                return true;
            }
        }
        return false;
    }
}
