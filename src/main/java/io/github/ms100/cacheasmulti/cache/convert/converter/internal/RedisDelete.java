package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

/** Removes a value. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RedisDelete(byte[] key) implements RedisCommand {

    @Override
    public boolean takesManyKeys() {
        return true;
    }
}
