package io.github.ms100.cacheasmulti.internal.shape;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes collections, other iterables and arrays apart (S3). */
final class Elements {

    private Elements() {}

    /** Returns a new array of what a container holds, in iteration order; its component type is {@code Object}. */
    static @Nullable Object[] of(Object container) {
        if (container instanceof Collection<?> collection) {
            return collection.toArray();
        }
        if (container instanceof Iterable<?> iterable) {
            List<Object> elements = new ArrayList<>();
            iterable.forEach(elements::add);
            return elements.toArray();
        }
        if (container instanceof Object[] array) {
            return Arrays.copyOf(array, array.length, Object[].class);
        }
        Object[] elements = new Object[Array.getLength(container)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Array.get(container, i);
        }
        return elements;
    }
}
