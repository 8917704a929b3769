package io.github.ms100.cacheasmulti.internal.engine;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Elements that are loaded portion by portion, and what has been loaded of them. Most have one portion, and no second array. */
final class Portions {

    private final int[] wanted;

    private final int maxSize;

    private int[] current = {};

    private @Nullable Object[] values = {};

    private int loaded;

    /**
     * Creates them.
     *
     * @param wanted the elements, by index, not modified
     * @param maxSize how many may be loaded at once; zero means any number
     */
    Portions(int[] wanted, int maxSize) {
        this.wanted = wanted;
        this.maxSize = maxSize;
    }

    int[] wanted() {
        return wanted;
    }

    /** Goes on to the next portion, the one before having been taken; returns whether there is one. */
    boolean next() {
        if (loaded == wanted.length) {
            return false;
        }
        boolean whole = maxSize == 0 || wanted.length <= maxSize;
        current = whole ? wanted : Arrays.copyOfRange(wanted, loaded, Math.min(wanted.length, loaded + maxSize));
        return true;
    }

    /** Returns the portion that is being loaded. */
    int[] current() {
        return current;
    }

    /** Returns those of some elements that are in the portion that is being loaded. */
    @Nullable
    Object[] currentOf(@Nullable Object[] elements) {
        if (current.length == elements.length) {
            return elements;
        }
        @Nullable Object[] picked = new Object[current.length];
        for (int i = 0; i < current.length; i++) {
            picked[i] = elements[current[i]];
        }
        return picked;
    }

    /** Takes what has been loaded for the current portion, to keep and to change. */
    void take(@Nullable Object[] brought) {
        if (current.length == wanted.length) {
            values = brought;
        } else {
            values = (loaded == 0) ? new Object[wanted.length] : values;
            System.arraycopy(brought, 0, values, loaded, current.length);
        }
        loaded += current.length;
    }

    /** Returns how many elements have been loaded. */
    int done() {
        return loaded;
    }

    /** Returns those that have been loaded. */
    int[] loaded() {
        return (loaded == wanted.length) ? wanted : Arrays.copyOf(wanted, loaded);
    }

    /** Returns those and others, in argument order, so that of one key the last that is stored stays, as in a loop. */
    int[] loadedWith(int[] others) {
        return (others.length == 0)
                ? loaded()
                : IntStream.concat(Arrays.stream(others), Arrays.stream(loaded()))
                        .sorted()
                        .toArray();
    }

    /** Returns the values of those that have been loaded. */
    @Nullable
    Object[] values() {
        return (loaded == values.length) ? values : Arrays.copyOf(values, loaded);
    }

    /** Returns those that have not been loaded. */
    int[] left() {
        return Arrays.copyOfRange(wanted, loaded, wanted.length);
    }
}
