package io.github.ms100.cacheasmulti.internal.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Makes the loads of one call, each a run of the user's method; keeps nothing of them but what belongs to no element. */
public interface Loader {

    /**
     * Prepares a run of the method, with arguments made for it.
     *
     * @param elements the elements wanted, in argument order; none if the call has none
     */
    Load of(@Nullable Object[] elements);

    /**
     * Returns the elements of the call whose values cannot be told apart, where something is looked up: the method is asked
     * for one of them at a time, and the others are {@link BatchExecution#ABSENT}.
     */
    default Lookalikes lookalikes() {
        return Lookalikes.NONE;
    }

    /**
     * Ends the loading of a call, when all its loads are done: what then cannot be said to be missing becomes {@link
     * BatchExecution#ABSENT}.
     *
     * @param values what {@link Load#values} returned, of all loads
     */
    void settle(@Nullable Object[] values);

    /** Returns whether somebody wants to know how long something takes. */
    default boolean isMeasured() {
        return false;
    }

    /**
     * Takes notice that the call has waited for others.
     *
     * @param elements how many it waited for
     * @param taken how many of them it was given
     * @param timedOut whether it has stopped waiting for some because the limit was reached
     */
    default void waited(int elements, int taken, boolean timedOut, Duration time) {}

    /** Returns whether something came back that belongs to no element, so that none can be said to be missing. */
    boolean hasUnmatched();

    /**
     * Takes notice that what was looked up and is to be loaded cannot be, or not all of it; returns whether the call goes on all the same,
     * what has not been loaded being {@link BatchExecution#UNKNOWN}.
     */
    default boolean goesOnAfter(Throwable failure) {
        return false;
    }

    /** One run of the user's method, in whichever thread. */
    interface Load {

        /**
         * Runs the method.
         *
         * @throws Throwable whatever the method throws, and nothing else
         */
        void run() throws Throwable;

        /**
         * Runs a method whose result comes later.
         *
         * @param context what reactive code finds in its context besides that of the call
         * @return ends when it is there, or with whatever the method fails by
         */
        default CompletableFuture<?> start(Map<?, ?> context) {
            throw new UnsupportedOperationException();
        }

        /**
         * Takes notice that what was {@linkplain #start started} has ended, in a thread in which calls go on.
         *
         * @param failure what it failed by; {@code null} if it did not
         */
        default void ended(@Nullable Throwable failure) {}

        /** Takes notice that nobody will read its values. */
        default void discard() {}

        /**
         * Returns a value for each of the elements; {@link BatchExecution#ABSENT} for what must not be cached, {@link
         * BatchExecution#UNKNOWN} for what could not be loaded.
         *
         * @throws IllegalStateException if what the method returned does not fit the elements
         */
        @Nullable
        Object[] values();

        /**
         * Returns, as {@link #values}, what the method has loaded before it failed; {@code null} if it says nothing about that (P4).
         *
         * @param failure what it has failed by
         */
        default @Nullable Object @Nullable [] partOf(Throwable failure) {
            return null;
        }

        /**
         * Returns the elements whose values cannot be told apart, where nothing is looked up: the method has said something
         * about all of them, and it is known when {@link #values} is.
         */
        Lookalikes lookalikes();
    }
}
