package io.github.ms100.cacheasmulti.internal.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An argument for a batch parameter, taken apart. */
public final class BatchArgument {

    /** No element at all, as of a {@code null} argument. */
    public static final BatchArgument NONE = new BatchArgument(new Object[0], new Object[0]);

    private final @Nullable Object[] elements;

    private final @Nullable Object[] values;

    BatchArgument(@Nullable Object[] elements, @Nullable Object[] values) {
        this.elements = elements;
        this.values = values;
    }

    static BatchArgument of(@Nullable Object[] elements) {
        return new BatchArgument(elements, NONE.values);
    }

    /** Returns its elements in iteration order, {@code null}s and duplicates included. */
    public @Nullable Object[] elements() {
        return elements;
    }

    /** Returns the value of each element if the argument is a map; else an empty array. */
    public @Nullable Object[] values() {
        return values;
    }

    /** Returns a new list of its elements. */
    public List<@Nullable Object> toList() {
        return new ArrayList<>(Arrays.asList(elements));
    }

    /** Returns whether there is no element. */
    public boolean isEmpty() {
        return elements.length == 0;
    }
}
