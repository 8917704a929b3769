package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.later.Futures;
import io.github.ms100.cacheasmulti.internal.method.LaterType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes what a caller gets whose result comes later, and reads what his method returns (A1, A3, A8, A9, A13). Thread-safe. */
interface LaterResults {

    /** Returns those of a type. */
    static LaterResults of(LaterType later) {
        return (later.kind() == LaterType.Kind.FUTURE) ? new OfFutures() : new ReactiveResults(later);
    }

    /** Returns whether a call may be run several times, each time somebody asks for its result. */
    boolean areRepeated();

    /**
     * Makes what the caller gets.
     *
     * @param call runs the call, given how the results of its method arrive
     */
    Object of(Function<Arrival, RunningCall> call);

    /** Those of futures: the call is run at once, and what the caller does to its future is his own affair. */
    final class OfFutures implements LaterResults {

        @Override
        public boolean areRepeated() {
            return false;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the caller knows that it is one
        public Object of(Function<Arrival, RunningCall> call) {
            CompletableFuture<@Nullable Object> own = new CompletableFuture<>();
            CompletableFuture<?> unused = call.apply((returned, context) -> value(returned))
                    .result()
                    .whenComplete((value, failure) -> Futures.end(own, value, Futures.cause(failure)));
            return own;
        }

        /** Returns what ends as a stage does that a method has returned. */
        static CompletableFuture<@Nullable Object> value(Object returned) {
            CompletableFuture<@Nullable Object> value = new CompletableFuture<>();
            CompletionStage<?> unused = ((CompletionStage<?>) returned)
                    .whenComplete((arrived, failure) -> Futures.end(value, arrived, failure));
            return value;
        }
    }
}
