package io.github.ms100.cacheasmulti.internal.shape;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The elements of an argument, found by what rows and keys say they are. */
final class KnownElements {

    private final @Nullable Object[] elements;

    private final Map<@Nullable Object, Integer> indexes;

    /** Of each element the index of the next one that is equal; {@code null} if there is none. */
    private final @Nullable Integer[] nextEqual;

    private boolean compared;

    private @Nullable Class<?> commonClass;

    KnownElements(@Nullable Object[] elements) {
        this.elements = elements;
        this.indexes = new HashMap<>(elements.length * 2);
        this.nextEqual = new Integer[elements.length];
        for (int i = elements.length - 1; i >= 0; i--) {
            nextEqual[i] = indexes.put(elements[i], i);
        }
    }

    /** Lets the next element that is equal, as a method that only puts may be given it, be found in place of this one. */
    void taken(int index) {
        Integer next = nextEqual[index];
        if (next != null) {
            indexes.put(elements[index], next);
        }
    }

    /** Returns the index of the element that equals an id; {@code null} if there is none. */
    @Nullable
    Integer indexOf(@Nullable Object id) {
        Integer index = indexes.get(id);
        return (index == null && id != null) ? indexes.get(new Candidate(id)) : index;
    }

    /** Returns the class that all elements have; {@code null} if they have several, or none. */
    @Nullable
    Class<?> commonClass() {
        if (!compared) {
            commonClass = compareClasses();
            compared = true;
        }
        return commonClass;
    }

    private @Nullable Class<?> compareClasses() {
        Class<?> common = null;
        for (Object element : elements) {
            Class<?> type = (element == null) ? common : element.getClass();
            if (common != null && common != type) {
                return null;
            }
            common = type;
        }
        return common;
    }

    /**
     * An id as the elements see it: what they equal need not equal them, as a {@code Date} equals the {@code Timestamp} of
     * a row, but not the other way round.
     */
    private record Candidate(Object id) {

        @Override
        public boolean equals(@Nullable Object element) {
            return element != null && element.equals(id);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }
}
