package io.github.ms100.cacheasmulti.internal.call;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Stands around the runs of batch methods, and around their calls (O6). Thread-safe. */
public interface BatchObserver {

    /** Sees nothing; known by identity, so that nothing is done for it. */
    BatchObserver NONE = new BatchObserver() {

        @Override
        public @Nullable Observed call(
                Method method, @Nullable Object[] elements, UnaryOperator<@Nullable Object> context) {
            return null;
        }

        @Override
        public @Nullable Observed load(
                Method method, @Nullable Object[] elements, UnaryOperator<@Nullable Object> context) {
            return null;
        }
    };

    /**
     * Begins to observe a call; {@code null} if calls are not observed.
     *
     * @param context gives what reactive code that is around it has in its context; {@code null} if it has nothing
     */
    @Nullable
    Observed call(Method method, @Nullable Object[] elements, UnaryOperator<@Nullable Object> context);

    /** As {@link #call}, of a run of a method; {@code null} if runs are not observed. */
    @Nullable
    Observed load(Method method, @Nullable Object[] elements, UnaryOperator<@Nullable Object> context);

    /** Something that is observed, from when it begins. */
    interface Observed {

        /**
         * Runs something as what is observed: it is what the thread does meanwhile. If it fails, that is the end.
         *
         * @throws Throwable what it throws
         */
        <T extends @Nullable Object> T within(Body<T> body) throws Throwable;

        /** Returns what reactive code that runs within it finds in its context. */
        default Map<?, ?> context() {
            return Map.of();
        }

        /** Ends it: it has failed. */
        void failed(Throwable failure);

        /**
         * Ends it.
         *
         * @param found for how many elements something was returned; -1 if nobody can tell
         * @param missing for how many nothing was
         */
        void ended(int found, int missing);
    }

    /** Code that is observed. */
    @FunctionalInterface
    interface Body<T extends @Nullable Object> {

        /** Runs. */
        T run() throws Throwable;
    }
}
