package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations of one call. */
interface CallOperations {

    /** Returns whether none of them can tell an element from an equal one, so that equal elements are duplicates. */
    boolean seeEqualsAlike();

    /** Keeps what {@link #tellApart} finds out about elements, and what it may need: no key is made twice. */
    void remember();

    /**
     * Returns what they know of an element before the method says anything about it: equal elements for which it is
     * equal are duplicates.
     */
    Object tellApart(@Nullable Object element);

    /** Returns who watches the call; {@code null} if nobody does. */
    default @Nullable CallWatch watch() {
        return null;
    }

    /**
     * Makes the execution of the call.
     *
     * @param elements its elements
     * @param mayBeEqual whether some of them may be equal
     */
    BatchExecution execution(@Nullable Object[] elements, boolean mayBeEqual);

    /** Returns whether there is nothing to do about any cache. */
    boolean areNone();

    /**
     * Returns what makes the executions of a call that goes on in other threads: what needs no result is found out now.
     *
     * @param repeated whether there may be more than one, in whichever threads
     */
    Supplier<BatchExecution> executions(@Nullable Object[] elements, boolean mayBeEqual, boolean repeated);
}
