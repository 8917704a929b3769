package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.util.List;
import java.util.function.Consumer;
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

    /** Hands out the reply to one command that was sent for so many keys. */
    static void forEach(int keys, @Nullable Object result, Consumer<RedisReply> receiver) {
        List<?> values = result instanceof List<?> list ? list : List.of();
        if (values.isEmpty()) {
            forEach(keys, of(keys == 1 ? result : null), receiver);
            return;
        }
        for (int index = 0; index < keys; index++) {
            receiver.accept(of(index < values.size() ? values.get(index) : null));
        }
    }

    /** Hands out the same reply for so many keys. */
    static void forEach(int keys, RedisReply reply, Consumer<RedisReply> receiver) {
        for (int index = 0; index < keys; index++) {
            receiver.accept(reply);
        }
    }
}
