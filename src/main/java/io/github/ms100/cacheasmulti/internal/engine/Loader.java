package io.github.ms100.cacheasmulti.internal.engine;

import org.jspecify.annotations.Nullable;

/** Runs the user's method, and then reads what it returned. Serves one call. */
public interface Loader {

    /**
     * Makes the arguments of the next {@link #run}.
     *
     * @param elements the elements wanted, in argument order; none if the call has none
     */
    void prepare(@Nullable Object[] elements);

    /**
     * Runs the method.
     *
     * @throws Throwable whatever the method throws, and nothing else
     */
    void run() throws Throwable;

    /**
     * Returns a value for each element of the last {@link #run}; {@link BatchExecution#ABSENT} for what must not be
     * cached.
     *
     * @throws IllegalStateException if what the method returned does not fit the elements
     */
    @Nullable
    Object[] values();

    /**
     * Returns the elements of the call whose values cannot be told apart. Where something is looked up, the method is
     * asked for one of them at a time, and the others are {@link BatchExecution#ABSENT}; else it has said something
     * about all of them, and it is known when {@link #values} is.
     */
    default Lookalikes lookalikes() {
        return Lookalikes.NONE;
    }

    /**
     * Ends the loading of a call, when all its runs are done: what then cannot be said to be missing becomes {@link
     * BatchExecution#ABSENT}.
     *
     * @param values what {@link #values} returned, of all runs
     */
    void settle(@Nullable Object[] values);

    /** Returns whether something came back that belongs to no element, so that none can be said to be missing. */
    boolean hasUnmatched();
}
