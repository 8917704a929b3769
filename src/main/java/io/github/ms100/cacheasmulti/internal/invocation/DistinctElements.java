package io.github.ms100.cacheasmulti.internal.invocation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The elements of a call, and where they stand in the argument. */
final class DistinctElements {

    private final @Nullable Object[] elements;

    private final int[] positions;

    private DistinctElements(@Nullable Object[] elements, int[] positions) {
        this.elements = elements;
        this.positions = positions;
    }

    /** Returns the elements to work on, in first-seen order. */
    @Nullable
    Object[] elements() {
        return elements;
    }

    /** Returns which of the elements stands at each position of the argument. */
    int[] positions() {
        return positions;
    }

    /** Returns the elements as they are. */
    static DistinctElements asTheyAre(@Nullable Object[] all) {
        int[] positions = new int[all.length];
        Arrays.setAll(positions, position -> position);
        return new DistinctElements(all, positions);
    }

    /** Returns the elements of an argument without duplicates. */
    static DistinctElements of(Object argument, @Nullable Object[] all) {
        if (argument instanceof Set || all.length == 1) {
            return asTheyAre(all);
        }
        Map<@Nullable Object, Integer> indexes = new HashMap<>(all.length * 2);
        @Nullable Object[] distinct = new Object[all.length];
        int[] positions = new int[all.length];
        for (int position = 0; position < all.length; position++) {
            int next = indexes.size();
            Integer known = indexes.putIfAbsent(all[position], next);
            positions[position] = (known == null) ? next : known;
            distinct[positions[position]] = all[position];
        }
        int size = indexes.size();
        return new DistinctElements((size == all.length) ? all : Arrays.copyOf(distinct, size), positions);
    }
}
