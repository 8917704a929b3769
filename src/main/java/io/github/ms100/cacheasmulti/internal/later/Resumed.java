package io.github.ms100.cacheasmulti.internal.later;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A future that ends in a thread in which calls go on: whoever waits for it goes on at once, for there is no need to change to another.
 *
 * @param <T> what it brings
 */
public final class Resumed<T extends @Nullable Object> extends CompletableFuture<T> {

    /** Ends as another future has ended. */
    public void endAs(CompletableFuture<? extends T> other) {
        CompletableFuture<?> unused = other.whenComplete((value, failure) -> {
            Throwable cause = Futures.cause(failure);
            if (cause == null) {
                complete(value);
            } else {
                completeExceptionally(Futures.asThrown(cause));
            }
        });
    }
}
