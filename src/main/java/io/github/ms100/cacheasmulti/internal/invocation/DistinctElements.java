package io.github.ms100.cacheasmulti.internal.invocation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The elements of a call, and where they stand in the argument. */
final class DistinctElements {

    private static final int MAX_PROBES = 32;

    private final @Nullable Object[] elements;

    private final int @Nullable [] positions;

    private DistinctElements(@Nullable Object[] elements, int @Nullable [] positions) {
        this.elements = elements;
        this.positions = positions;
    }

    /** Returns the elements to work on, in first-seen order. */
    @Nullable
    Object[] elements() {
        return elements;
    }

    /** Returns which of the elements stands at each position of the argument; {@code null} if each stands at its own. */
    int @Nullable [] positions() {
        return positions;
    }

    /** Returns the elements as they are. */
    static DistinctElements asTheyAre(@Nullable Object[] all) {
        return new DistinctElements(all, null);
    }

    /** Returns the elements of an argument without duplicates. */
    static DistinctElements of(Object argument, @Nullable Object[] all) {
        // Other sets may hold equal elements: by identity, or by a comparator that tells them apart.
        if (argument instanceof HashSet || all.length == 1) {
            return asTheyAre(all);
        }
        DistinctElements probed = probed(all);
        return (probed == null) ? hashed(all) : probed;
    }

    /** A small open table, several times as fast as a map; gives up, with null, where many hash codes collide. */
    private static @Nullable DistinctElements probed(@Nullable Object[] all) {
        int mask = Integer.highestOneBit(all.length) * 4 - 1;
        int[] table = new int[mask + 1];
        // Copied at the first duplicate: most batches have none.
        @Nullable Object[] distinct = all;
        int[] positions = null;
        int size = 0;
        for (int position = 0; position < all.length; position++) {
            Object element = all[position];
            int hash = Objects.hashCode(element) * 0x9E3779B9;
            int slot = (hash ^ (hash >>> 16)) & mask;
            int probes = 0;
            while (table[slot] != 0 && !Objects.equals(distinct[table[slot] - 1], element)) {
                if (++probes > MAX_PROBES) {
                    return null;
                }
                slot = (slot + 1) & mask;
            }
            if (table[slot] == 0) {
                distinct[size++] = element;
                table[slot] = size;
            } else if (positions == null) {
                distinct = all.clone();
                positions = new int[all.length];
                Arrays.setAll(positions, before -> before);
            }
            if (positions != null) {
                positions[position] = table[slot] - 1;
            }
        }
        return (positions == null) ? asTheyAre(all) : new DistinctElements(Arrays.copyOf(distinct, size), positions);
    }

    private static DistinctElements hashed(@Nullable Object[] all) {
        Map<@Nullable Object, Integer> indexes = new HashMap<>(all.length * 2);
        @Nullable Object[] distinct = new Object[all.length];
        int[] positions = new int[all.length];
        for (int position = 0; position < all.length; position++) {
            int next = indexes.size();
            Integer known = indexes.putIfAbsent(all[position], next);
            positions[position] = (known == null) ? next : known;
            if (known == null) {
                distinct[next] = all[position];
            }
        }
        int size = indexes.size();
        return (size == all.length) ? asTheyAre(all) : new DistinctElements(Arrays.copyOf(distinct, size), positions);
    }
}
