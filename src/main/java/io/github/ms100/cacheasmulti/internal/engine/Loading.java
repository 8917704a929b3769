package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.RunningLoads;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import io.github.ms100.cacheasmulti.internal.later.NonBlockingThreads;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the elements of a method are loaded that no cache knows.
 *
 * @param maxSize how many elements the method may be asked for at once; zero means any number
 * @param loads where loads learn of changes
 * @param flights where calls learn of each other, so that each key is loaded by one; {@code null} if they do not
 * @param waitLimit how long a call waits for what others load before it loads that itself; {@code null} for as
 *     long as it takes
 * @param later whether a call waits without a thread
 */
public record Loading(
        int maxSize,
        RunningLoads loads,
        @Nullable Flights flights,
        @Nullable Duration waitLimit,
        boolean later) {

    /** Returns whether the current call can wait for others: no thread may that must not be blocked (A12). */
    boolean canWait() {
        return later || !NonBlockingThreads.isCurrent();
    }
}
