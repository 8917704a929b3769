package io.github.ms100.cacheasmulti.internal.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The value of each element of one call, by index, and what is known of it. An element is <em>known</em> if a cache holds it, or
 * another call has loaded it; it is <em>missed</em> if no cache holds it, and then has a value once it is loaded; and it is
 * <em>open</em>, neither of both, if that depends on an element with the same key.
 */
final class Values {

    /** Stands in an array for a value that is not known. */
    static final Object MISS = new Object() {
        @Override
        public String toString() {
            return "miss";
        }
    };

    private static final byte[] ALL_CACHED = {};

    /** A cache holds the element. */
    private static final byte CACHED = 0;

    /** No cache holds it. */
    private static final byte MISSED = 1;

    /** No cache has held it when asked; its value comes from another load, or is still to come. */
    private static final byte FROM_ELSEWHERE = 2;

    private final @Nullable Object[] values;

    /** Where the value of each element comes from; empty if all are cached. */
    private byte[] origins = ALL_CACHED;

    /** Begins with nothing known. */
    Values(int size) {
        this.values = misses(size);
    }

    /** Returns an array to read into. */
    static @Nullable Object[] misses(int size) {
        @Nullable Object[] misses = new Object[size];
        Arrays.fill(misses, MISS);
        return misses;
    }

    /** Returns whether one of some values is not known. */
    static boolean lacks(@Nullable Object @Nullable [] values) {
        if (values != null) {
            for (Object value : values) {
                if (value == MISS) {
                    return true;
                }
            }
        }
        return false;
    }

    int size() {
        return values.length;
    }

    /** Returns the values themselves: {@link #MISS} where one is not known. */
    @Nullable
    Object[] array() {
        return values;
    }

    @Nullable
    Object get(int index) {
        return values[index];
    }

    /** Returns whether there is a value, or it is known that there is none. */
    boolean has(int index) {
        return values[index] != MISS;
    }

    boolean hasAll() {
        return !lacks(values);
    }

    /** Returns whether no cache holds an element, whether it is loaded by now or not. */
    boolean isMissed(int index) {
        return origins.length > 0 && origins[index] == MISSED;
    }

    /** Returns whether a cache has held an element when asked. */
    boolean isCached(int index) {
        return origins.length == 0 || origins[index] == CACHED;
    }

    /** Returns whether a cache holds each of them. */
    boolean isNoneMissed() {
        return origins.length == 0;
    }

    /** Ends the lookup: what has no value now has been missed. */
    void endLookup() {
        origins = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            origins[i] = (values[i] == MISS) ? MISSED : CACHED;
        }
    }

    /** Becomes known by a cache that has been asked again. */
    void cached(int index) {
        origins[index] = CACHED;
    }

    /** Becomes known by what others have loaded, or hold under the same key. */
    void found(int index, @Nullable Object value) {
        values[index] = value;
        if (origins.length > 0) {
            origins[index] = FROM_ELSEWHERE;
        }
    }

    /** Sets a value; whether the element was missed stays as it is. */
    void set(int index, @Nullable Object value) {
        values[index] = value;
    }

    /** Becomes open. */
    void leaveOpen(int index) {
        values[index] = MISS;
        origins[index] = FROM_ELSEWHERE;
    }

    /** Becomes missed; keeps the value it has. */
    void miss(int index) {
        origins[index] = MISSED;
    }

    /** Loses its value: what was to be loaded has not been. */
    void forget(int index) {
        values[index] = MISS;
    }
}
