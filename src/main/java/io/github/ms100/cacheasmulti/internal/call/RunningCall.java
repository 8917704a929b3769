package io.github.ms100.cacheasmulti.internal.call;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One run of an asynchronous call.
 *
 * @param result ends with what the caller gets
 * @param stop tells the run that nobody wants the result any more
 */
record RunningCall(CompletableFuture<@Nullable Object> result, Runnable stop) {

    /** Takes notice that nobody wants the result any more. */
    void cancel() {
        stop.run();
    }
}
