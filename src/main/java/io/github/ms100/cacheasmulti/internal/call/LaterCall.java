package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.change.AfterCommit;
import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.engine.LaterRun;
import io.github.ms100.cacheasmulti.internal.engine.LaterScope;
import io.github.ms100.cacheasmulti.internal.engine.Loader;
import io.github.ms100.cacheasmulti.internal.later.CallThreads;
import io.github.ms100.cacheasmulti.internal.later.Resumed;
import io.github.ms100.cacheasmulti.internal.later.Surroundings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of a method whose result comes later, by the same rules as any other (A2): what was found out when it was made, in
 * its thread (A3), to be run at once or at each subscription. Thread-safe.
 */
final class LaterCall {

    private final BatchCall call;

    private final CallWork work;

    private final Supplier<BatchExecution> executions;

    private final @Nullable CallWatch watch;

    private final CallThreads threads;

    /** Whether the call has returned, so that its thread may know something else by now. */
    private volatile boolean returned;

    private final Surroundings surroundings = Surroundings.captured();

    private final @Nullable CompletableFuture<Boolean> committed = AfterCommit.outcome();

    /**
     * Creates a call.
     *
     * @param executions makes an execution for each run
     * @param threads where it goes on
     * @param watch watches it; {@code null} if nobody does
     */
    LaterCall(
            BatchCall call,
            CallWork work,
            Supplier<BatchExecution> executions,
            CallThreads threads,
            @Nullable CallWatch watch) {
        this.call = call;
        this.work = work;
        this.executions = executions;
        this.watch = watch;
        this.threads = threads;
    }

    /** Makes what the caller gets. */
    Object result(LaterResults results) {
        Object result = results.of(this::run);
        returned = true;
        return result;
    }

    /** Runs it; what it does when the call has returned has the surroundings of the call. */
    private RunningCall run(Arrival arrival) {
        if (!returned) {
            return start(arrival);
        }
        CompletableFuture<RunningCall> started = new CompletableFuture<>();
        surroundings.run(() -> started.complete(start(arrival)));
        return started.join();
    }

    private RunningCall start(Arrival arrival) {
        BatchCall own = call.later(arrival);
        AtomicReference<@Nullable LaterRun> started = new AtomicReference<>();
        Function<Loader, CompletableFuture<@Nullable Object[]>> execution = loader -> {
            BatchExecution made = executions.get();
            own.runBy(made);
            LaterRun run = new LaterRun(made, loader, new LaterScope(threads, Surroundings.captured(), committed));
            started.set(run);
            return run.start();
        };
        CompletableFuture<@Nullable Object[]> values =
                (watch == null) ? execution.apply(own) : watch.start(work.elements(), own, arrival, execution);
        Resumed<@Nullable Object> result = new Resumed<>();
        result.endAs(values.thenApply(known -> work.result(known, own)));
        return new RunningCall(result, () -> {
            LaterRun run = started.get();
            if (run != null) {
                run.cancel();
            }
        });
    }
}
