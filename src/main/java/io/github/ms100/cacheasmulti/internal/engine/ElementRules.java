package io.github.ms100.cacheasmulti.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * What one operation says about each element of one call: its key, and whether it takes part.
 *
 * <p>Used by one thread. A method without {@code result} is asked before it is known.
 */
public interface ElementRules {

    /** Returns whether no two elements of the call can have the same key. */
    boolean keysAreDistinct();

    /** Returns whether each of the given elements is its own key. */
    boolean areKeys(@Nullable Object[] elements);

    /** Returns whether every element takes part, so that it need not be asked for one by one. */
    boolean unconditional();

    /** Judges the condition before the method runs. */
    boolean passes(@Nullable Object element);

    /** Judges the condition before the method runs; {@code null} if it needs the result. */
    @Nullable
    Boolean foresee(@Nullable Object element);

    /** Judges the condition with the element's result. */
    boolean passes(@Nullable Object element, @Nullable Object result);

    /** Returns whether {@link #rejects} may be true, so that it must be asked. */
    boolean mayReject();

    /** Judges whether a value must not be stored. */
    boolean rejects(@Nullable Object element, @Nullable Object value);

    /** Returns whether the key can only be made with the element's result. */
    boolean keyNeedsResult();

    /**
     * Makes the key of an element before the method runs.
     *
     * @throws IllegalArgumentException if it is {@code null}
     */
    Object key(@Nullable Object element);

    /**
     * Makes the key of an element with its result.
     *
     * @throws IllegalArgumentException if it is {@code null}
     */
    Object key(@Nullable Object element, @Nullable Object result);

    /** Makes the key of an element whose result is not known; {@code null} if it takes the result to make it. */
    @Nullable
    Object foreseeKey(@Nullable Object element);

    /** Returns the same rules once more, for another thread. */
    default ElementRules again() {
        return this;
    }
}
