package io.github.ms100.cacheasmulti.internal.shape;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The elements of a call, and where they stand in the argument (S6). */
public final class DistinctElements {

    private static final int MAX_PROBES = 32;

    private static final Set<Class<?>> VALUES = Set.of(
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            String.class,
            UUID.class);

    private final @Nullable Object[] elements;

    private final int @Nullable [] positions;

    private final boolean mayBeEqual;

    private final int @Nullable [] firsts;

    private DistinctElements(
            @Nullable Object[] elements, int @Nullable [] positions, boolean mayBeEqual, int @Nullable [] firsts) {
        this.elements = elements;
        this.positions = positions;
        this.mayBeEqual = mayBeEqual;
        this.firsts = firsts;
    }

    private static DistinctElements unequal(@Nullable Object[] elements, int @Nullable [] positions) {
        return new DistinctElements(elements, positions, false, null);
    }

    /** Returns whether nothing tells an instance of a type from an equal one. */
    public static boolean areValues(Class<?> type) {
        return VALUES.contains(type);
    }

    /** Returns the elements to work on, in first-seen order. */
    public @Nullable Object[] elements() {
        return elements;
    }

    /** Returns which of the elements stands at each position of the argument; {@code null} if each stands at its own. */
    public int @Nullable [] positions() {
        return positions;
    }

    /** Returns whether some of the elements may be equal. */
    public boolean mayBeEqual() {
        return mayBeEqual;
    }

    /**
     * Returns of each element the index of the first one that is equal to it and was told apart; {@code null} if no two are
     * equal.
     */
    public int @Nullable [] firsts() {
        return firsts;
    }

    /** Returns the elements as they are; some may be equal. */
    public static DistinctElements asTheyAre(@Nullable Object[] all) {
        return new DistinctElements(all, null, true, null);
    }

    /** Returns the elements of an argument, each instance once; some may be equal. */
    public static DistinctElements instances(@Nullable Object[] all) {
        DistinctElements instances = grouped(all, new IdentityHashMap<>(all.length), position -> all[position]);
        return new DistinctElements(instances.elements, instances.positions, true, null);
    }

    /** Returns the elements of an argument, of equal ones the first. */
    public static DistinctElements of(Object argument, @Nullable Object[] all) {
        // Other sets may hold equal elements: by identity, or by a comparator that tells them apart.
        return (argument instanceof HashSet) ? unequal(all, null) : of(all);
    }

    /** Returns elements, of equal ones the first. */
    public static DistinctElements of(@Nullable Object[] all) {
        DistinctElements probed = (all.length == 1) ? unequal(all, null) : probed(all);
        return (probed == null) ? grouped(all, new HashMap<>(all.length * 2), position -> all[position]) : probed;
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
                if (positions != null) {
                    distinct[size] = element;
                }
                size++;
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
        return unequal((positions == null) ? all : Arrays.copyOf(distinct, size), positions);
    }

    /** Returns elements, of those that have an equal likeness the first. */
    private static DistinctElements grouped(
            @Nullable Object[] all,
            Map<@Nullable Object, Integer> indexes,
            IntFunction<? extends @Nullable Object> likeness) {
        @Nullable Object[] distinct = new Object[all.length];
        int[] positions = new int[all.length];
        for (int position = 0; position < all.length; position++) {
            int next = indexes.size();
            Integer known = indexes.putIfAbsent(likeness.apply(position), next);
            positions[position] = (known == null) ? next : known;
            if (known == null) {
                distinct[next] = all[position];
            }
        }
        int size = indexes.size();
        return (size == all.length) ? unequal(all, null) : unequal(Arrays.copyOf(distinct, size), positions);
    }

    /**
     * Returns these elements, and those that are equal to one of them, but can be told from it.
     *
     * @param all the elements of the argument, some of them equal
     * @param tellApart says what is known of the element at a position: equal ones of which the same is known are duplicates
     */
    public DistinctElements toldApart(@Nullable Object[] all, IntFunction<Object> tellApart) {
        int[] kinds = Objects.requireNonNull(positions);
        int[] counts = new int[elements.length];
        for (int kind : kinds) {
            counts[kind]++;
        }
        DistinctElements told = grouped(all, new HashMap<>(all.length * 2), position -> {
            int kind = kinds[position];
            return (counts[kind] == 1) ? kind : new Likeness(kind, tellApart.apply(position));
        });
        int[] firsts = new int[told.elements.length];
        int[] firstOfKind = new int[elements.length];
        Arrays.fill(firstOfKind, -1);
        for (int position = 0; position < all.length; position++) {
            int index = (told.positions == null) ? position : told.positions[position];
            int kind = kinds[position];
            firstOfKind[kind] = (firstOfKind[kind] < 0) ? index : firstOfKind[kind];
            firsts[index] = firstOfKind[kind];
        }
        boolean equal = IntStream.range(0, firsts.length).anyMatch(index -> firsts[index] != index);
        return new DistinctElements(told.elements, told.positions, equal, equal ? firsts : null);
    }

    /** What duplicates have in common: they are equal, and the operations know the same of them. */
    private record Likeness(int kind, Object known) {}
}
