package io.github.ms100.cacheasmulti.internal.invocation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a call.
 *
 * @param elements the elements to work on, in first-seen order
 * @param positions which of them stands at each position of the argument
 */
record DistinctElements(@Nullable Object[] elements, int[] positions) {

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
