package io.github.ms100.cacheasmulti.internal.flight;

import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.support.Printable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One call's load of one key. */
public final class Flight {

    /** Stands for the value of a flight that failed, or took too long. */
    public static final Object NO_VALUE = new Object();

    /**
     * Stands for the value of a flight that found nothing that could be cached, which says nothing about other elements
     * with its key.
     */
    public record Missing(@Nullable Object element) {}

    private final RunningLoad load;

    private final CompletableFuture<@Nullable Object> value = new CompletableFuture<>();

    Flight(RunningLoad load) {
        this.load = load;
    }

    /** Returns whether its value may be older than the last change of the key, so that nobody must join it any more. */
    boolean isOutdated(EntryId key) {
        return load.isOutdated(key);
    }

    void complete(@Nullable Object loaded) {
        value.complete(loaded);
    }

    /** Returns whether it has landed or failed. */
    boolean isOver() {
        return value.isDone();
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
    Object await(EntryId key, long nanos) {
        try {
            return value.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException ex) {
            return NO_VALUE;
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while waiting for another call to load key %s".formatted(Printable.of(key)), ex);
        } catch (ExecutionException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
