package io.github.ms100.cacheasmulti.internal.store.redis;

/**
 * Where the batches of a cache are sent, and how much of one together.
 *
 * @param backend what is known of the writer of the cache
 * @param cache the name of the cache
 * @param maxKeys how many keys one command of Redis may have, 0 for any number: Redis serves nobody else while it runs
 */
record RedisTarget(RedisBackend backend, String cache, int maxKeys) {

    /** How many keys may be under way at a time, if they are split at all. */
    static final int IN_FLIGHT = 20_000;

    /** Returns how many of so many keys may be under way at a time: as many full commands as fit, but two at least. */
    int keysInFlight(int keys) {
        if (maxKeys == 0) {
            return keys;
        }
        return (maxKeys > IN_FLIGHT / 2) ? (int) Math.min(keys, 2L * maxKeys) : IN_FLIGHT / maxKeys * maxKeys;
    }

    /** Returns when the cache is not locked. */
    void awaitUnlocked() {
        backend.awaitUnlocked(cache);
    }
}
