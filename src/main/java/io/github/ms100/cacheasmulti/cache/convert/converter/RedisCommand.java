package io.github.ms100.cacheasmulti.cache.convert.converter;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One command of a batch, with its key, value and time to live already in the form Redis gets. */
@SuppressWarnings("ArrayRecordComponent") // none is ever compared
sealed interface RedisCommand {

    /** Reads a value; with a time to idle, its expiry starts anew. */
    record Get(byte[] key, @Nullable Duration timeToIdle) implements RedisCommand {

        boolean renewsExpiry() {
            return timeToIdle != null;
        }
    }

    /** Writes a value, for good if there is no time to live. */
    record Set(byte[] key, byte[] value, @Nullable Duration timeToLive) implements RedisCommand {}

    /** What came back: a value, nothing, or a failure in the terms of Spring's exceptions. */
    record Reply(byte @Nullable [] value, @Nullable RuntimeException failure) {

        static Reply of(@Nullable Object result) {
            return new Reply(result instanceof byte[] bytes ? bytes : null, null);
        }

        static Reply failed(RuntimeException failure) {
            return new Reply(null, failure);
        }
    }
}
