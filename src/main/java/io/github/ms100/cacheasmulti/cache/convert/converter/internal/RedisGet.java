package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a value; with a time to idle, its expiry starts anew. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RedisGet(byte[] key, @Nullable Duration timeToIdle) implements RedisCommand {

    boolean renewsExpiry() {
        return timeToIdle != null;
    }

    @Override
    public boolean takesManyKeys() {
        return !renewsExpiry();
    }
}
