package io.github.ms100.cacheasmulti.internal.call;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How the value of what a method has returned comes, in one run of an asynchronous call. */
@FunctionalInterface
interface Arrival {

    /**
     * Begins to wait for the value.
     *
     * @param returned a future, a publisher or the like
     * @param context what reactive code finds in its context besides that of its subscriber
     * @return ends with the value, {@code null} if there is none, or fails as that has failed
     */
    CompletableFuture<@Nullable Object> of(Object returned, Map<?, ?> context);

    /** Returns what reactive code that waits for the result has in its context; {@code null} if it has nothing. */
    default @Nullable Object inContext(@Nullable Object key) {
        return null;
    }

    /** Changes the arguments that the method is about to be called with, where what it returns needs that. */
    default void prepare(@Nullable Object[] arguments) {}
}
