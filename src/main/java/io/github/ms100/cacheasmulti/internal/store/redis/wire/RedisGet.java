package io.github.ms100.cacheasmulti.internal.store.redis.wire;

/** Reads a value, with those of other keys if need be; then a key that holds a list or a hash is not there. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RedisGet(byte[] key) implements RedisCommand {

    @Override
    public boolean takesManyKeys() {
        return true;
    }
}
