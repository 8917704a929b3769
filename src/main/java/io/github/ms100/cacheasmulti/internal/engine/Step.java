package io.github.ms100.cacheasmulti.internal.engine;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One operation of one call: its caches, its rules, and what they said about each element. A condition is judged once
 * per element; a key made at the lookup is kept for the put.
 */
public abstract sealed class Step {

    private static final @Nullable Boolean[] NO_VERDICTS = {};

    final ElementRules rules;

    final List<BatchCache> caches;

    final @Nullable Object[] elements;

    /** What the condition said, by element; {@code null} where it has not been judged. Empty if there is none. */
    final @Nullable Boolean[] verdicts;

    Step(ElementRules rules, List<BatchCache> caches, @Nullable Object[] elements) {
        this.rules = rules;
        this.caches = caches;
        this.elements = elements;
        this.verdicts = rules.unconditional() ? NO_VERDICTS : new Boolean[elements.length];
    }

    /** Judges the condition before the result is known, unless it has been judged before. */
    final boolean passes(int index) {
        if (rules.unconditional()) {
            return true;
        }
        Boolean verdict = verdicts[index];
        if (verdict == null) {
            verdict = rules.passes(elements[index]);
            verdicts[index] = verdict;
        }
        return verdict;
    }

    /** Judges the condition with the result of the element, unless it has been judged before. */
    final boolean passes(int index, @Nullable Object result) {
        if (rules.unconditional()) {
            return true;
        }
        Boolean verdict = verdicts[index];
        if (verdict == null) {
            verdict = rules.passes(elements[index], result);
            verdicts[index] = verdict;
        }
        return verdict;
    }

    /**
     * Returns the elements themselves if each takes part and is its own key, and no two are equal; not to be modified. Else
     * {@code null}.
     */
    final Object @Nullable [] elementsAsKeys() {
        return (rules.unconditional() && rules.keysAreDistinct() && rules.areKeys(elements)) ? elements : null;
    }

    /** Looks elements up, and stores those it had to load. */
    public static final class Read extends Step {

        /** Whether every element is loaded, whatever the caches hold. */
        final boolean skipsLookup;

        /** Where exceptions are stored; {@code null} if they are not. */
        final @Nullable ExceptionCache exceptions;

        /** By element; {@code null} before the first is needed. */
        private @Nullable Object @Nullable [] keys;

        /** What {@code unless} said, by element; {@code null} where it has not been judged. */
        private @Nullable Boolean @Nullable [] rejections;

        /** Creates a step of a call. */
        public Read(
                ElementRules rules,
                List<BatchCache> caches,
                @Nullable Object[] elements,
                boolean skipsLookup,
                @Nullable ExceptionCache exceptions) {
            super(rules, caches, elements);
            this.skipsLookup = skipsLookup;
            this.exceptions = exceptions;
        }

        /** Returns the keys of all elements; not to be modified. */
        Object[] keys() {
            if (keys == null && rules.areKeys(elements)) {
                keys = elements;
            }
            @Nullable Object[] all = madeKeys();
            for (int i = 0; i < all.length; i++) {
                key(i);
            }
            return all;
        }

        /** Returns the keys of the first {@code count} elements named, in ascending order; not to be modified. */
        Object[] keys(int[] indexes, int count) {
            if (count == elements.length) {
                return keys();
            }
            Object[] asked = new Object[count];
            for (int i = 0; i < count; i++) {
                asked[i] = key(indexes[i]);
            }
            return asked;
        }

        Object key(int index) {
            @Nullable Object[] known = madeKeys();
            Object key = known[index];
            if (key == null) {
                key = rules.key(elements[index]);
                known[index] = key;
            }
            return key;
        }

        /** Judges whether a value must not be stored, unless that has been judged before. */
        boolean rejects(int index, @Nullable Object value) {
            if (!rules.mayReject()) {
                return false;
            }
            if (rejections == null) {
                rejections = new Boolean[elements.length];
            }
            Boolean verdict = rejections[index];
            if (verdict == null) {
                verdict = rules.rejects(elements[index], value);
                rejections[index] = verdict;
            }
            return verdict;
        }

        /** Judges whether a loaded value is to be stored, be it that the store fails. */
        boolean accepts(int index, @Nullable Object value) {
            return value != BatchExecution.ABSENT && !rejects(index, value) && (value != null || holdsNull());
        }

        /** Returns whether a loaded value has been judged, and was to be stored. */
        boolean hasAccepted(int index, @Nullable Object value) {
            boolean judged = !rules.mayReject() || (rejections != null && rejections[index] != null);
            return judged && accepts(index, value);
        }

        /** Returns whether one of the caches can hold {@code null}. */
        boolean holdsNull() {
            for (BatchCache cache : caches) {
                if (!cache.refusesNull()) {
                    return true;
                }
            }
            return false;
        }

        private @Nullable Object[] madeKeys() {
            if (keys == null) {
                keys = new Object[elements.length];
            }
            return keys;
        }
    }

    /** Stores results. */
    public static final class Write extends Step {

        /** Creates a step of a call. */
        public Write(ElementRules rules, List<BatchCache> caches, @Nullable Object[] elements) {
            super(rules, caches, elements);
        }

        /** Returns whether the element must be loaded even if a cache knows it. */
        boolean forcesLoad(int index) {
            if (rules.unconditional()) {
                return true;
            }
            Boolean verdict = rules.foresee(elements[index]);
            verdicts[index] = verdict;
            return verdict == null || verdict;
        }

        /** Returns the key of an element whose result is not known; {@code null} if it needs it, or is excluded. */
        @Nullable
        Object keyWithoutResult(int index) {
            boolean excluded = !rules.unconditional() && Boolean.FALSE.equals(rules.foresee(elements[index]));
            return excluded ? null : rules.foreseeKey(elements[index]);
        }
    }

    /** Stores what the caller passed as the value of each element. */
    public static final class ArgumentWrite extends Step {

        final @Nullable Object[] values;

        final Moment moment;

        /** Creates a step of a call. */
        public ArgumentWrite(
                ElementRules rules,
                List<BatchCache> caches,
                @Nullable Object[] elements,
                @Nullable Object[] values,
                Moment moment) {
            super(rules, caches, elements);
            this.values = values;
            this.moment = moment;
        }
    }

    /** Evicts elements, or everything. */
    public static final class Evict extends Step {

        final boolean allEntries;

        final Moment moment;

        /** Creates a step of a call. */
        public Evict(
                ElementRules rules,
                List<BatchCache> caches,
                @Nullable Object[] elements,
                boolean allEntries,
                Moment moment) {
            super(rules, caches, elements);
            this.allEntries = allEntries;
            this.moment = moment;
        }
    }

    /**
     * When a step takes place that does not depend on what the caches hold.
     *
     * @param before whether before the method runs
     * @param afterFailure if not before: whether also after the method threw the given exception
     */
    public record Moment(boolean before, Predicate<Throwable> afterFailure) {}
}
