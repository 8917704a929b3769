package io.github.ms100.cacheasmulti.internal.batch;

import org.jspecify.annotations.Nullable;

/** Runs the user's method. */
@FunctionalInterface
public interface Loader {

    /**
     * Loads elements.
     *
     * @param elements the elements wanted, in argument order; none if the call has none
     * @return a value for each of them; {@link BatchExecution#ABSENT} for what must not be cached
     * @throws Throwable whatever the user's method throws
     */
    @Nullable
    Object[] load(@Nullable Object[] elements) throws Throwable;
}
