package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import org.jspecify.annotations.Nullable;

/** What came back for a command: a value, nothing, or a failure in the terms of Spring's exceptions. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RedisReply(byte @Nullable [] value, @Nullable RuntimeException failure) {

    static RedisReply of(@Nullable Object result) {
        return new RedisReply(result instanceof byte[] bytes ? bytes : null, null);
    }

    static RedisReply failed(RuntimeException failure) {
        return new RedisReply(null, failure);
    }
}
