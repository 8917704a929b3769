package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.RedisSystemException;

/** What came back for a key: a value, nothing, or a failure in the terms of Spring's exceptions. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RedisReply(byte @Nullable [] value, @Nullable RuntimeException failure) {

    /** Returns the reply that a command of one key brought or, if it is an exception, failed by. */
    static RedisReply of(@Nullable Object result) {
        return result instanceof RuntimeException failure
                ? failed(failure)
                : new RedisReply(result instanceof byte[] bytes ? bytes : null, null);
    }

    static RedisReply failed(RuntimeException failure) {
        return new RedisReply(null, failure);
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
        RedisReply same = of(result instanceof List<?> values ? misfit(keys, values.size()) : result);
        for (int key = 0; key < keys; key++) {
            receiver.accept(same, first + key);
        }
    }

    // Which value belongs to which key cannot be told. A driver that sends a command anew, because the connection was
    // lost in
    // the middle of the reply, may add the new reply to what it has.
    private static RedisSystemException misfit(int keys, int values) {
        return new RedisSystemException("Redis answered %d values for %d keys".formatted(values, keys), null);
    }
}
