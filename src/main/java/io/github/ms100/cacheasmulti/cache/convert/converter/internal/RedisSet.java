package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes a value, for good if there is no time to live. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RedisSet(byte[] key, byte[] value, @Nullable Duration timeToLive) implements RedisCommand {

    @Override
    public boolean takesManyKeys() {
        return false; // MSET knows no time to live
    }
}
