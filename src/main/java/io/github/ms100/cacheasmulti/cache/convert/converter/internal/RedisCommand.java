package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

/** What is asked of Redis for one key, with key, value and time to live already in the form Redis gets. */
sealed interface RedisCommand permits RedisGet, RedisGetEx, RedisSet, RedisDelete {

    byte[] key();

    /** Tells whether one command of Redis can do this for many keys at once. */
    boolean takesManyKeys();
}
