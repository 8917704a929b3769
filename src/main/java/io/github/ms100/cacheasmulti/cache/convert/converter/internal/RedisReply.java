package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

    /** Returns the replies for so many keys to the one command that was sent for all of them. */
    static List<RedisReply> ofEach(int keys, @Nullable Object result) {
        if (!(result instanceof List<?> values)) {
            return Collections.nCopies(keys, of(keys == 1 ? result : null));
        }
        List<RedisReply> replies = new ArrayList<>(keys);
        for (int index = 0; index < keys; index++) {
            replies.add(of(index < values.size() ? values.get(index) : null));
        }
        return replies;
    }

    static List<RedisReply> failedEach(int keys, RuntimeException failure) {
        return Collections.nCopies(keys, failed(failure));
    }
}
