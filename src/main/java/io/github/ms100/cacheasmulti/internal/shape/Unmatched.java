package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.support.Printable;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
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
    private @Nullable KnownElements known;

    /** The same, as the last sorted map that asked compares them. */
    private @Nullable Collection<@Nullable Object> sorted;

    private @Nullable Comparator<?> order;

    private boolean equalElements;

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

    /** Takes notice that of the elements to be asked for some may be equal, so that their number says less. */
    public void expectEqualElements() {
        equalElements = true;
    }

    boolean expectsEqualElements() {
        return equalElements;
    }

    /** Returns whether anything belongs to no element. */
    public boolean any() {
        return unmatched != null;
    }

    /** Returns whether something is an element of the caller's argument. */
    boolean isElement(@Nullable Object candidate) {
        if (known == null) {
            known = new KnownElements(elements);
        }
        return known.indexOf(candidate) != null;
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

    @SuppressWarnings("unchecked")
    private Collection<@Nullable Object> sorted(@Nullable Comparator<?> comparator) {
        Collection<@Nullable Object> comparable = new TreeSet<>((Comparator<@Nullable Object>) comparator);
        for (Object element : elements) {
            try {
                comparable.add(element);
            } catch (ClassCastException | NullPointerException ex) {
                // What cannot be compared is no key of the map.
            }
        }
        return comparable;
    }

    void add(String what) {
        unmatched = (unmatched == null) ? what : unmatched;
    }

    /** Takes notice of the first of some keys that is no element, unless there has been one before. */
    void addOthers(Iterable<?> keys, Predicate<@Nullable Object> isElement) {
        if (unmatched != null) {
            return;
        }
        for (Object key : keys) {
            if (!isElement.test(key)) {
                add("the key %s, which equals no element of its argument".formatted(Printable.withType(key)));
                return;
            }
        }
    }

    void missing(@Nullable Object element) {
        missing = (missing == null) ? Printable.withType(element) : missing;
    }

    void dropped(String what) {
        dropped = (dropped == null) ? what : dropped;
    }

    /** Returns whether anything else was left out. */
    boolean anyDropped() {
        return dropped != null;
    }

    /** Warns, once per method, of what it returned and nobody gets. */
    static final class Warning {

        private static final Log logger = LogFactory.getLog(ResultShape.class);

        private final BatchMethod method;

        /** What the result consists of. */
        private final String rows;

        /** Whether it was told that elements without a value are not recorded as missing: they are loaded again and again. */
        private final AtomicBoolean toldOfElements = new AtomicBoolean();

        private final AtomicBoolean toldOfRows = new AtomicBoolean();

        Warning(BatchMethod method, String rows) {
            this.method = method;
            this.rows = rows;
        }

        void of(Unmatched call) {
            String what = (call.unmatched == null) ? call.dropped : call.unmatched;
            boolean elements = call.unmatched != null && call.missing != null;
            if (what == null || toldOfElements.get()) {
                return;
            }
            if (elements && toldOfElements.compareAndSet(false, true)) {
                warn(
                        "%s, but nothing for the element %s".formatted(what, call.missing),
                        ", and nothing was recorded as missing, for the two may mean the same");
            } else if (!elements && toldOfRows.compareAndSet(false, true)) {
                warn(what, call.any() ? ", and nothing is recorded as missing in a call that returns them" : "");
            }
        }

        private void warn(String what, String consequence) {
            logger.warn("%s returned %s; such %s are neither cached nor returned%s (logged once per method)"
                    .formatted(method, what, rows, consequence));
        }
    }
}
