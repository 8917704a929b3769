package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisSystemException;

/**
 * What came back for a key: a value, nothing, or a failure in the terms of Spring's exceptions.
 *
 * @param together whether it is what one command for several keys has failed by
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RedisReply(byte @Nullable [] value, @Nullable RuntimeException failure, boolean together) {

    /** Returns the reply that a command of one key brought or, if it is an exception, failed by. */
    static RedisReply of(@Nullable Object result) {
        return result instanceof RuntimeException failure
                ? failed(failure)
                : new RedisReply(result instanceof byte[] bytes ? bytes : null, null, false);
    }

    static RedisReply failed(RuntimeException failure) {
        return new RedisReply(null, failure, false);
    }

    /**
     * Hands out what one command brought, or failed by, to each of its keys.
     *
     * @param first the index of the first of them; those of the others follow
     */
    static void forEach(int first, int keys, @Nullable Object result, ObjIntConsumer<RedisReply> receiver) {
        if (result instanceof List<?> values && values.size() == keys) {
            for (int key = 0; key < keys; key++) {
                receiver.accept(of(values.get(key)), first + key);
            }
            return;
        }
        RedisReply one = of(result instanceof List<?> values ? misfit(keys, values.size()) : result);
        RedisReply same = new RedisReply(one.value, one.failure, keys > 1);
        for (int key = 0; key < keys; key++) {
            receiver.accept(same, first + key);
        }
    }

    // Which value belongs to which key cannot be told. A driver that sends a command anew, because the connection was
    // lost in the middle of the reply, may add the new reply to what it has.
    private static RedisSystemException misfit(int keys, int values) {
        return new RedisSystemException("Redis answered %d values for %d keys".formatted(values, keys), null);
    }

    /** Tells whether a server has not answered in time, or is gone. */
    public static boolean isLoss(RuntimeException failure) {
        return failure instanceof QueryTimeoutException || failure instanceof DataAccessResourceFailureException;
    }

    /** Tells whether Redis has refused to do something with what this key holds. */
    public static boolean isOfEntry(RuntimeException failure) {
        return isReason("WRONGTYPE", failure);
    }

    /** Tells whether the user may not do this, or nobody may. */
    public static boolean isForbidden(RuntimeException failure) {
        return isReason("NOPERM", failure) || isReason("ERR unknown command", failure);
    }

    private static boolean isReason(String code, RuntimeException failure) {
        String reason = NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
        return reason != null && reason.startsWith(code);
    }
}
