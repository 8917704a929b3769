package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.flight.Claims;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a call needs to have done before it can go on; whoever drives the call does it, and the call knows no thread. */
sealed interface Task permits Task.Read, Task.Load, Task.Wait, Change {

    /** Looks keys up in a cache. */
    non-sealed interface Read extends Task {

        CallCache cache();

        /** Returns distinct keys. */
        Object[] keys();

        /** Returns what takes the values that are found; filled with {@link Values#MISS}. */
        @Nullable
        Object[] answer();

        /** Returns whether the keys have been looked up before. */
        default boolean again() {
            return false;
        }
    }

    /** Runs the user's method. */
    record Load(Loader.Load load) implements Task {}

    /**
     * Waits for what others load.
     *
     * @param limit how long; {@code null} for as long as it takes
     */
    record Wait(Claims claims, @Nullable Duration limit) implements Task {}
}
