package io.github.ms100.cacheasmulti.internal.store.redis.wire;

/**
 * What is asked of Redis for one key, with key, value and time to live already in the form Redis gets: what cannot be brought
 * into it is a matter of that key.
 */
public sealed interface RedisCommand permits RedisGet, RedisGetAlone, RedisSet, RedisDelete {

    /** In place of a number of milliseconds. Less than one of them is none, and Redis refuses that. */
    long NO_EXPIRY = -1;

    byte[] key();

    /** Tells whether one command of Redis can do this for many keys at once. */
    boolean takesManyKeys();
}
