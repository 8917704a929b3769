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

    private static final boolean[] NONE_MISSED = {};

    private final @Nullable Object[] values;

    /** Which elements no cache holds; empty if there are none. */
    private boolean[] missed = NONE_MISSED;

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
        return missed.length > 0 && missed[index];
    }

    /** Returns whether a cache holds each of them. */
    boolean isNoneMissed() {
        return missed.length == 0;
    }

    /** Ends the lookup: what has no value now has been missed. */
    void endLookup() {
        missed = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            missed[i] = values[i] == MISS;
        }
    }

    /** Becomes known. */
    void found(int index, @Nullable Object value) {
        values[index] = value;
        if (missed.length > 0) {
            missed[index] = false;
        }
    }

    /** Sets a value; whether the element was missed stays as it is. */
    void set(int index, @Nullable Object value) {
        values[index] = value;
    }

    /** Becomes open. */
    void leaveOpen(int index) {
        values[index] = MISS;
        missed[index] = false;
    }

    /** Becomes missed; keeps the value it has. */
    void miss(int index) {
        missed[index] = true;
    }

    /** Loses its value: what was to be loaded has not been. */
    void forget(int index) {
        values[index] = MISS;
    }
}
