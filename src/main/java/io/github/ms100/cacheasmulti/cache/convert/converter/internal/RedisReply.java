package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** What came back for a key: a value, nothing, or a failure in the terms of Spring's exceptions. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RedisReply(byte @Nullable [] value, @Nullable RuntimeException failure) {

    static RedisReply of(@Nullable Object result) {
        return new RedisReply(result instanceof byte[] bytes ? bytes : null, null);
    }

    static RedisReply failed(RuntimeException failure) {
        return new RedisReply(null, failure);
    }

    /** Hands out the reply to one command that was sent for the so many keys from an index on. */
    static void forEach(int start, int keys, @Nullable Object result, ObjIntConsumer<RedisReply> receiver) {
        List<?> values = result instanceof List<?> list ? list : List.of();
        if (values.isEmpty()) {
            forEach(start, keys, of(keys == 1 ? result : null), receiver);
            return;
        }
        for (int key = 0; key < keys; key++) {
            receiver.accept(of(key < values.size() ? values.get(key) : null), start + key);
        }
    }

    /** Hands out the same reply for the so many keys from an index on. */
    static void forEach(int start, int keys, RedisReply reply, ObjIntConsumer<RedisReply> receiver) {
        for (int key = 0; key < keys; key++) {
            receiver.accept(reply, start + key);
        }
    }
}
