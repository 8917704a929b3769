package io.github.ms100.cacheasmulti.internal.batch;

import org.jspecify.annotations.Nullable;

/** Runs the user's method, and then reads what it returned. Serves one call. */
public interface Loader {

    /**
     * Runs the method.
     *
     * @param elements the elements wanted, in argument order; none if the call has none
     * @throws Throwable whatever the method throws, and nothing else
     */
    void run(@Nullable Object[] elements) throws Throwable;

    /**
     * Returns a value for each element of the last {@link #run}; {@link BatchExecution#ABSENT} for what must not be
     * cached.
     *
     * @throws IllegalStateException if what the method returned does not fit the elements
     */
    @Nullable
    Object[] values();
}
