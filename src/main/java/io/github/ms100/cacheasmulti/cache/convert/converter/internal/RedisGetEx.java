package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a value and lets its expiry start anew; leaves it as it is if there is no time to idle. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RedisGetEx(byte[] key, @Nullable Duration timeToIdle) implements RedisCommand {

    @Override
    public boolean takesManyKeys() {
        return false;
    }
}
