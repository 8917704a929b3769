package io.github.ms100.cacheasmulti.internal.failure;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells failures to reach a server from failures that are its answer, or that have nothing to do with it. */
final class Unreachable {

    /** By name, with their subclasses: none of these libraries need be there. */
    private static final Set<String> KINDS = Set.of(
            "org.springframework.dao.DataAccessResourceFailureException",
            "org.springframework.dao.QueryTimeoutException",
            "org.springframework.data.redis.connection.PoolException",
            "io.lettuce.core.RedisConnectionException",
            "io.lettuce.core.RedisCommandTimeoutException",
            "redis.clients.jedis.exceptions.JedisConnectionException");

    /** Of exactly this class when a connection breaks; its subclasses are answers of the server. */
    private static final String CONNECTION_BROKEN = "io.lettuce.core.RedisException";

    private Unreachable() {}

    static boolean isSaidBy(Throwable failure) {
        if (failure instanceof PartialBatchException partial) {
            return partial.getFailures().values().stream().anyMatch(Unreachable::isSaidBy);
        }
        // A cause may lead back to its effect.
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
            if (isOfNetwork(cause) || isOfKind(cause.getClass())) {
                return true;
            }
            depth++;
        }
        return false;
    }

    // No other IOException: a value that cannot be read fails with one, too.
    private static boolean isOfNetwork(Throwable cause) {
        return cause instanceof SocketException
                || cause instanceof SocketTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof ClosedChannelException
                || cause instanceof TimeoutException;
    }

    private static boolean isOfKind(Class<?> type) {
        if (type.getName().equals(CONNECTION_BROKEN)) {
            return true;
        }
        for (@Nullable Class<?> kind = type; kind != null; kind = kind.getSuperclass()) {
            if (KINDS.contains(kind.getName())) {
                return true;
            }
        }
        return false;
    }
}
