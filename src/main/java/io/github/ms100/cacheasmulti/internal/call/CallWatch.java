package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.call.BatchObserver.Observed;
import io.github.ms100.cacheasmulti.internal.engine.Loader;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
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
        listener.onCall(new BatchListener.Call(plan.method().targetMethod(), elements.length));
        Loader watched = new WatchedLoader(loader, this);
        Observed observed = observer.call(plan.method().targetMethod(), elements);
        if (observed == null) {
            return execution.run(watched);
        }
        @Nullable Object[] values = observed.within(() -> execution.run(watched));
        observed.ended(-1, 0);
        return values;
    }

    /** As {@link #run}, of a call that ends later. */
    CompletableFuture<@Nullable Object[]> start(
            @Nullable Object[] elements,
            Loader loader,
            Function<Loader, CompletableFuture<@Nullable Object[]>> execution) {
        listener.onCall(new BatchListener.Call(plan.method().targetMethod(), elements.length));
        Loader watched = new WatchedLoader(loader, this);
        Observed observed = observer.call(plan.method().targetMethod(), elements);
        if (observed == null) {
            return execution.apply(watched);
        }
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
        listener.onCall(new BatchListener.Call(plan.method().targetMethod(), elements.length));
        Observed observed = observer.call(plan.method().targetMethod(), elements);
        if (observed != null) {
            observed.failed(failure);
        }
    }

    /** What a call does, with what it loads by. */
    @FunctionalInterface
    interface Execution {

        @Nullable
        Object[] run(Loader loader) throws Throwable;
    }
}
