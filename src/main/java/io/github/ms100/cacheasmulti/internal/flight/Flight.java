package io.github.ms100.cacheasmulti.internal.flight;

import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.support.Printable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
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

    private final AtomicInteger waiters = new AtomicInteger();

    /** Runs when nobody waits any more; {@code null} while the call that loads wants the value itself. */
    private volatile @Nullable Runnable unwanted;

    /** Whether its call goes on in threads that those who wait may hold. */
    private final boolean later;

    Flight(RunningLoad load, boolean later) {
        this.later = later;
        this.load = load;
    }

    /** Returns whether its value may be older than the last change of the key, so that nobody must join it any more. */
    boolean isOutdated(EntryId key) {
        return load.isOutdated(key);
    }

    boolean isLater() {
        return later;
    }

    /** Takes notice that somebody waits for it. */
    void join() {
        waiters.incrementAndGet();
    }

    /** Takes notice that somebody waits no longer, though it may not be over. */
    void leave() {
        Runnable last = (waiters.decrementAndGet() == 0) ? unwanted : null;
        if (last != null) {
            last.run();
        }
    }

    boolean isWaitedFor() {
        return !isOver() && waiters.get() > 0;
    }

    /** Takes notice that the call that loads does not want the value itself any more. */
    void leaveToOthers(Runnable whenNobodyWaits) {
        unwanted = whenNobodyWaits;
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

    /** Returns what ends when it is over; nobody but the flight ends it. */
    CompletableFuture<?> end() {
        return value;
    }

    /** Returns the value; {@link #NO_VALUE} if it has failed, or not landed yet. */
    @Nullable
    Object now() {
        return value.getNow(NO_VALUE);
    }

    /**
     * Waits until it is over.
     *
     * @param nanos how long, in nanoseconds; zero or less means not at all
     */
    void await(EntryId key, long nanos) {
        try {
            Object unused = value.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException ex) {
            // Whoever waited loads it itself.
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while waiting for another call to load key %s".formatted(Printable.of(key)), ex);
        } catch (ExecutionException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
