package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.support.Printable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a method returned in one call that belongs to no element of the caller's argument (S11). While there is anything, an
 * element for which nothing came back may well exist: its row may be the one that could not be matched.
 *
 * <p>Serves one call with all its portions, in one thread.
 */
public final class Unmatched {

    /** Of the caller's argument. */
    private final @Nullable Object[] elements;

    /** The same, as a map without order compares them; {@code null} until somebody asks. */
    private @Nullable Collection<@Nullable Object> known;

    /** The same, as the last sorted map that asked compares them. */
    private @Nullable Collection<@Nullable Object> sorted;

    private @Nullable Comparator<?> order;

    /** What belongs to nobody, in words. */
    private @Nullable String unmatched;

    /** An element for which nothing came back, in words. */
    private @Nullable String missing;

    /** What was left out, but belongs to an element or is nothing at all, in words. */
    private @Nullable String dropped;

    /**
     * Creates an empty record of a call.
     *
     * @param elements the elements of the caller's argument, not modified
     */
    public Unmatched(@Nullable Object[] elements) {
        this.elements = elements;
    }

    /** Returns whether anything belongs to no element. */
    public boolean any() {
        return unmatched != null;
    }

    /** Returns whether something is an element of the caller's argument. */
    boolean isElement(@Nullable Object candidate) {
        if (known == null) {
            known = new HashSet<>(Arrays.asList(elements));
        }
        return known.contains(candidate) || (candidate != null && known.contains(new Candidate(candidate)));
    }

    /** Returns whether something is an element of the caller's argument for a sorted map, whose order may differ. */
    boolean isElement(@Nullable Object candidate, @Nullable Comparator<?> comparator) {
        if (sorted == null || order != comparator) {
            sorted = sorted(comparator);
            order = comparator;
        }
        try {
            return sorted.contains(candidate);
        } catch (ClassCastException | NullPointerException ex) {
            return false;
        }
    }

    // What cannot be compared is no key of the map.
    @SuppressWarnings("unchecked")
    private Collection<@Nullable Object> sorted(@Nullable Comparator<?> comparator) {
        Collection<@Nullable Object> comparable = new TreeSet<>((Comparator<@Nullable Object>) comparator);
        for (Object element : elements) {
            addIfComparable(comparable, element);
        }
        return comparable;
    }

    private static boolean addIfComparable(Collection<@Nullable Object> comparable, @Nullable Object element) {
        try {
            return comparable.add(element);
        } catch (ClassCastException | NullPointerException ex) {
            return false;
        }
    }

    void add(String what) {
        unmatched = (unmatched == null) ? what : unmatched;
    }

    void missing(@Nullable Object element) {
        missing = (missing == null) ? Printable.withType(element) : missing;
    }

    void dropped(String what) {
        dropped = (dropped == null) ? what : dropped;
    }

    /** Returns what belongs to no element, in words; {@code null} if everything belongs to one. */
    @Nullable
    String unmatched() {
        return unmatched;
    }

    /** Returns an element for which nothing came back, in words; {@code null} if there is none. */
    @Nullable
    String missing() {
        return missing;
    }

    /** Returns what else was left out, in words; {@code null} if nothing was. */
    @Nullable
    String dropped() {
        return dropped;
    }
}
