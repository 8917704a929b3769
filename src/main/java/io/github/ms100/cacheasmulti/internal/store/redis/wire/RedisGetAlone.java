package io.github.ms100.cacheasmulti.internal.store.redis.wire;

/**
 * Reads a value by a command of its own, which refuses a key that holds a list or a hash.
 *
 * @param timeToIdle how many milliseconds the entry lives from now on; {@link #NO_EXPIRY} leaves that as it is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RedisGetAlone(byte[] key, long timeToIdle) implements RedisCommand {

    @Override
    public boolean takesManyKeys() {
        return false;
    }
}
