package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

/** Reads a value. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RedisGet(byte[] key) implements RedisCommand {

    @Override
    public boolean takesManyKeys() {
        return true;
    }
}
