package io.github.ms100.cacheasmulti.internal.shape;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The elements that a method was asked for, found by what its rows say they are. */
final class AskedElements {

    private final @Nullable Object[] asked;

    private final Map<@Nullable Object, Integer> indexes;

    /** Of each element the index of the next one that is equal; {@code null} if there is none. */
    private final @Nullable Integer[] nextEqual;

    private boolean compared;

    private @Nullable Class<?> commonClass;

    AskedElements(@Nullable Object[] asked) {
        this.asked = asked;
        this.indexes = new HashMap<>(asked.length * 2);
        this.nextEqual = new Integer[asked.length];
        for (int i = asked.length - 1; i >= 0; i--) {
            nextEqual[i] = indexes.put(asked[i], i);
        }
    }

    /** Lets the next element that is equal, as a method that only puts may be given it, be found in place of this one. */
    void taken(int index) {
        Integer next = nextEqual[index];
        if (next != null) {
            indexes.put(asked[index], next);
        }
    }

    /** Returns the index of the element that equals an id; {@code null} if there is none. */
    @Nullable
    Integer indexOf(Object id) {
        Integer index = indexes.get(id);
        return (index == null) ? indexes.get(new Candidate(id)) : index;
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
        for (Object element : asked) {
            Class<?> type = (element == null) ? common : element.getClass();
            if (common != null && common != type) {
                return null;
            }
            common = type;
        }
        return common;
    }
}
