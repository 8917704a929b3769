package io.github.ms100.cacheasmulti.internal.call;

import org.jspecify.annotations.Nullable;

/** The elements that a call works on, and what is made of their values for the caller. */
final class CallWork {

    private final @Nullable Object[] elements;

    private final boolean mayBeEqual;

    private final Assembly assembly;

    /**
     * Creates the work of a call.
     *
     * @param elements those to work on
     * @param mayBeEqual whether some of them may be equal
     * @param assembly makes the caller's result
     */
    CallWork(@Nullable Object[] elements, boolean mayBeEqual, Assembly assembly) {
        this.elements = elements;
        this.mayBeEqual = mayBeEqual;
        this.assembly = assembly;
    }

    @Nullable
    Object[] elements() {
        return elements;
    }

    boolean mayBeEqual() {
        return mayBeEqual;
    }

    /**
     * Makes the caller's result of the values of one run.
     *
     * @param run the call, as it was run
     */
    @Nullable
    Object result(@Nullable Object[] values, BatchCall run) {
        return assembly.of(values, run);
    }

    /** Makes the caller's result. */
    @FunctionalInterface
    interface Assembly {

        /** As {@link CallWork#result}. */
        @Nullable
        Object of(@Nullable Object[] values, BatchCall run);
    }
}
