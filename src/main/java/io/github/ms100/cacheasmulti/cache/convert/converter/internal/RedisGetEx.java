package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a value and renews its expiry; without a time to idle, a {@code GET} that never shares a command. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RedisGetEx(byte[] key, @Nullable Duration timeToIdle) implements RedisCommand {

    @Override
    public boolean takesManyKeys() {
        return false;
    }
}
