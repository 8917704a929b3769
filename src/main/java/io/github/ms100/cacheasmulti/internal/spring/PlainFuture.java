package io.github.ms100.cacheasmulti.internal.spring;

import io.github.ms100.cacheasmulti.internal.later.WaitingWork;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/** A future that a plain method has returned, as Spring sees it: what Spring does when it completes is done within the call. */
final class PlainFuture<T> extends CompletableFuture<T> {

    private static final WaitingWork WAITING = new WaitingWork();

    private final CompletableFuture<T> future;

    private final Executor within;

    /**
     * Creates the result.
     *
     * @param future what the method has returned
     * @param within runs work within the call, at once
     */
    PlainFuture(CompletableFuture<T> future, Executor within) {
        this.future = future;
        this.within = within;
        CompletableFuture<T> unused = future.whenComplete((value, failure) -> {
            if (failure == null) {
                complete(value);
            } else {
                completeExceptionally(failure);
            }
        });
    }

    /** Spring stores and evicts here, and waits for the server. */
    @Override
    public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
        return future.whenCompleteAsync(action, work -> WAITING.execute(() -> within.execute(work)));
    }
}
