package io.github.ms100.cacheasmulti.internal.batch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One call's load of one key. */
final class Flight {

    /** Stands for the value of a flight that failed, or took too long. */
    static final Object NO_VALUE = new Object();

    private final CompletableFuture<@Nullable Object> value = new CompletableFuture<>();

    void complete(@Nullable Object loaded) {
        value.complete(loaded);
    }

    void fail() {
        value.complete(NO_VALUE);
    }

    /**
     * Waits for the value.
     *
     * @param nanos how long, in nanoseconds; zero or less means not at all
     * @return the value, or {@link #NO_VALUE}
     */
    @Nullable
    Object await(FlightKey key, long nanos) {
        try {
            return value.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException ex) {
            return NO_VALUE;
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while waiting for another call to load key %s".formatted(key), ex);
        } catch (ExecutionException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
