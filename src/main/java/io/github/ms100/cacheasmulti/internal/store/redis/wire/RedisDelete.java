package io.github.ms100.cacheasmulti.internal.store.redis.wire;

/** Removes a value. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RedisDelete(byte[] key) implements RedisCommand {

    @Override
    public boolean takesManyKeys() {
        return true;
    }
}
