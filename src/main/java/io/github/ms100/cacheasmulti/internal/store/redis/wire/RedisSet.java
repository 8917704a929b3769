package io.github.ms100.cacheasmulti.internal.store.redis.wire;

/**
 * Writes a value.
 *
 * @param timeToLive in milliseconds; with {@link #NO_EXPIRY} it lives for good
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RedisSet(byte[] key, byte[] value, long timeToLive) implements RedisCommand {

    @Override
    public boolean takesManyKeys() {
        return false; // MSET knows no time to live
    }
}
