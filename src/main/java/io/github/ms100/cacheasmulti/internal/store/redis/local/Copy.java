package io.github.ms100.cacheasmulti.internal.store.redis.local;

import org.jspecify.annotations.Nullable;

/**
 * A local copy of one entry of Redis (L4, L5).
 *
 * @param value the object, or the bytes it is made of
 * @param moment before it was read or loaded, or in which it was put: a later change makes it void
 * @param index where changes of its key are found
 * @param expiry when its life ends, by {@link System#nanoTime()}
 */
record Copy(@Nullable Object value, long moment, int index, long expiry) {

    boolean isAlive(long now) {
        return expiry - now > 0;
    }
}
