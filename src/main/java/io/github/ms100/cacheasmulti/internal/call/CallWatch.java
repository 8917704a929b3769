package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.call.BatchObserver.Observed;
import io.github.ms100.cacheasmulti.internal.engine.Loader;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calls of one method so that those who listen are told, and those who observe see them (O5). Thread-safe.
 *
 * @param plan the method
 * @param listener is told; {@link BatchListener#NO_OP} if nobody is
 * @param observer sees; {@link BatchObserver#NONE} if nobody does
 */
record CallWatch(MethodPlan plan, BatchListener listener, BatchObserver observer) {

    /** Returns it; {@code null} if nobody listens and nobody observes, so that a call has nothing to ask. */
    static @Nullable CallWatch of(MethodPlan plan, BatchListener listener, BatchObserver observer) {
        return (listener == BatchListener.NO_OP && observer == BatchObserver.NONE)
                ? null
                : new CallWatch(plan, listener, observer);
    }

    /** Runs a call with these elements, which loads by {@code loader}. */
    @Nullable
    Object[] run(@Nullable Object[] elements, Loader loader, Execution execution) throws Throwable {
        Observed observed = begin(elements, CallWatch::nothing);
        Loader watched = new WatchedLoader(loader, this, CallWatch::nothing);
        if (observed == null) {
            return execution.run(watched);
        }
        @Nullable Object[] values = observed.within(() -> execution.run(watched));
        observed.ended(-1, 0);
        return values;
    }

    /** As {@link #run}, of a call that ends later, and whose results arrive in some context. */
    CompletableFuture<@Nullable Object[]> start(
            @Nullable Object[] elements,
            Loader loader,
            Arrival arrival,
            Function<Loader, CompletableFuture<@Nullable Object[]>> execution) {
        Observed observed = begin(elements, arrival::inContext);
        if (observed == null) {
            return execution.apply(new WatchedLoader(loader, this, arrival::inContext));
        }
        Loader watched = new WatchedLoader(loader, this, observed.context()::get);
        CompletableFuture<@Nullable Object[]> running;
        try {
            running = observed.within(() -> execution.apply(watched));
        } catch (Throwable failure) {
            return Futures.failed(failure);
        }
        return running.whenComplete((values, failure) -> {
            Throwable cause = Futures.cause(failure);
            if (cause == null) {
                observed.ended(-1, 0);
            } else {
                observed.failed(cause);
            }
        });
    }

    /** As {@link #start}, of a call that fails before it begins. */
    void failed(@Nullable Object[] elements, Throwable failure) {
        try {
            Observed observed = begin(elements, CallWatch::nothing);
            if (observed != null) {
                observed.failed(failure);
            }
        } catch (RuntimeException ex) {
            failure.addSuppressed(ex);
        }
    }

    /** What there is in a context that there is not. */
    private static @Nullable Object nothing(@Nullable Object key) {
        return null;
    }

    private @Nullable Observed begin(@Nullable Object[] elements, UnaryOperator<@Nullable Object> context) {
        listener.onCall(new BatchListener.Call(plan.method().targetMethod(), elements.length));
        return observer.call(plan.method().targetMethod(), elements, context);
    }

    /** What a call does, with what it loads by. */
    @FunctionalInterface
    interface Execution {

        @Nullable
        Object[] run(Loader loader) throws Throwable;
    }
}
