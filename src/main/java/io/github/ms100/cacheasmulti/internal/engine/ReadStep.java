package io.github.ms100.cacheasmulti.internal.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks elements up, and stores those it had to load. */
public final class ReadStep extends Step {

    /** Whether every element is loaded, whatever the caches hold. */
    final boolean skipsLookup;

    /** Where exceptions are stored; {@code null} if they are not. */
    final @Nullable ExceptionCache exceptions;

    /** What {@code unless} said, by element; {@code null} where it has not been judged. */
    private @Nullable Boolean @Nullable [] rejections;

    /** Creates a step of a call. */
    public ReadStep(
            ElementRules rules,
            List<CallCache> caches,
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
            return elements;
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

    /** Returns the key of an element, where it has been made. */
    @Nullable
    Object knownKey(int index) {
        return (keys == null) ? null : keys[index];
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
        for (CallCache cache : caches) {
            if (!cache.refusesNull()) {
                return true;
            }
        }
        return false;
    }

    @Override
    void foresee() {
        if (rules.unconditional()) {
            Object[] unused = keys();
            return;
        }
        for (int i = 0; i < elements.length; i++) {
            if (passes(i)) {
                Object unused = key(i);
            }
        }
    }

    @Override
    Step like(ElementRules rules, List<CallCache> caches) {
        return new ReadStep(rules, caches, elements, skipsLookup, exceptions);
    }
}
