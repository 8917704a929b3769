package io.github.ms100.cacheasmulti.internal.later;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Futures, without the wrappers that stages put around failures. */
public final class Futures {

    private static final CompletableFuture<@Nullable Void> DONE = CompletableFuture.completedFuture(null);

    private Futures() {}

    /** Returns what something failed by, as it was thrown; {@code null} if it has not failed. */
    public static @Nullable Throwable cause(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            boolean known = cause instanceof Thrown;
            cause = cause.getCause();
            if (known) {
                break;
            }
        }
        return cause;
    }

    /** Returns what a future that has ended has failed by; {@code null} if it has not. */
    public static @Nullable Throwable failure(CompletableFuture<?> ended) {
        if (!ended.isCompletedExceptionally()) {
            return null;
        }
        try {
            Object unused = ended.join();
            return null;
        } catch (CompletionException | CancellationException ex) {
            return cause(ex);
        }
    }

    /** Returns a future that has failed by just that, which is taken for no wrapper whatever it is. */
    public static <T extends @Nullable Object> CompletableFuture<T> failed(Throwable thrown) {
        return CompletableFuture.failedFuture(asThrown(thrown));
    }

    /** Returns what to let a future fail by, so that {@link #cause} is just that. */
    public static Throwable asThrown(Throwable thrown) {
        return (thrown instanceof CompletionException) ? new Thrown(thrown) : thrown;
    }

    /** Returns a future that has ended normally; not for users, who may change how it has ended. */
    public static CompletableFuture<@Nullable Void> done() {
        return DONE;
    }

    /** Ends a future: by a failure, just as it is, or with a value. */
    public static <T extends @Nullable Object> void end(
            CompletableFuture<T> future, @Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            future.complete(value);
        } else {
            future.completeExceptionally(failure);
        }
    }

    /** Runs something, and returns a future that ends as it does. */
    public static CompletableFuture<@Nullable Void> of(Runnable work) {
        try {
            work.run();
            return done();
        } catch (Throwable ex) {
            return failed(ex);
        }
    }

    /** Around what somebody has thrown that looks like a wrapper; stages put no other around it. */
    private static final class Thrown extends CompletionException {

        private static final long serialVersionUID = 1L;

        Thrown(Throwable thrown) {
            super(thrown);
        }
    }
}
