package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import io.github.ms100.cacheasmulti.internal.later.Resumed;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Drives one call without a thread that waits: it goes on wherever what it needs has been done. Used once. */
public final class LaterRun {

    private final BatchExecution execution;

    private final Loader loader;

    private final LaterScope scope;

    private final LaterGuard guard;

    private final LaterWrites writes;

    private final Resumed<@Nullable Object[]> values = new Resumed<>();

    /** Runs work in what the call was in the middle of when it last stopped. */
    private Executor within = CallScope.carrier();

    private final Object lock = new Object();

    private boolean cancelled;

    /** Ends what the call waits for, if that can be done; {@code null} if it cannot, or the call does not wait. */
    private @Nullable CompletableFuture<?> awaited;

    private boolean awaitsLoad;

    /** The run of the method that was the last thing to be done; {@code null} if that was something else. */
    private Loader.@Nullable Load running;

    /**
     * Creates a run.
     *
     * @param execution the call
     * @param loader the user's method
     * @param scope what it takes along
     */
    public LaterRun(BatchExecution execution, Loader loader, LaterScope scope) {
        this.execution = execution;
        this.loader = loader;
        this.scope = scope;
        this.guard = new LaterGuard(execution.guard(), scope);
        this.writes = new LaterWrites(guard, scope);
    }

    /**
     * Begins the call in the current thread.
     *
     * @return ends with the value of each element, or with what the call fails by, in a thread in which calls go on
     */
    public CompletableFuture<@Nullable Object[]> start() {
        go(null);
        return values;
    }

    /**
     * Takes notice that nobody wants the result any more. What the method loads is cancelled, unless other calls wait for it, and nothing
     * of it is stored; what has been loaded is stored as ever (A10). Thread-safe.
     */
    public void cancel() {
        synchronized (lock) {
            cancelled = true;
        }
        endWaiting();
    }

    private void endWaiting() {
        CompletableFuture<?> ended;
        boolean isLoad;
        synchronized (lock) {
            ended = cancelled ? awaited : null;
            isLoad = awaitsLoad;
        }
        if (ended != null && isLoad) {
            execution.leaveToOthers(() -> ended.cancel(false));
        } else if (ended != null) {
            ended.cancel(false);
        }
    }

    private boolean isStopped() {
        synchronized (lock) {
            return cancelled && execution.mayStop();
        }
    }

    private void await(@Nullable CompletableFuture<?> future, boolean isLoad) {
        synchronized (lock) {
            awaited = future;
            awaitsLoad = isLoad;
        }
    }

    private void go(@Nullable Throwable failure) {
        Segment segment = new Segment(failure);
        within.execute(segment);
        segment.end();
    }

    private CompletableFuture<?> begun(Task task) {
        running = null;
        try {
            return perform(task);
        } catch (Throwable ex) {
            return Futures.failed(ex);
        }
    }

    private CompletableFuture<?> perform(Task task) {
        if (task instanceof Task.Read read) {
            return guard.read(read);
        }
        if (task instanceof Change change) {
            return change.dispatch(writes);
        }
        if (task instanceof Task.Load load) {
            return started(load.load());
        }
        Task.Wait wait = (Task.Wait) task;
        CompletableFuture<?> others = wait.claims().awaitLater(wait.limit());
        await(others, false);
        return others;
    }

    private CompletableFuture<?> started(Loader.Load load) {
        running = load;
        CompletableFuture<?> arriving = load.start(Map.of());
        await(arriving, true);
        return scope.after(arriving, failure -> {
            load.ended(failure);
            return (failure == null) ? Futures.done() : Futures.failed(failure);
        });
    }

    /** What the call does until it has to wait, or is over. */
    private final class Segment implements Runnable {

        private @Nullable Throwable failure;

        /** What is waited for; {@code null} if the call is over. */
        private @Nullable CompletableFuture<?> waiting;

        Segment(@Nullable Throwable failure) {
            this.failure = failure;
        }

        @Override
        public void run() {
            try {
                goOn();
            } catch (Throwable ex) {
                failure = ex;
            }
            within = CallScope.carrier();
        }

        private void goOn() throws Throwable {
            await(null, false);
            if (isStopped()) {
                stop();
            }
            if (failure != null) {
                Throwable cause = failure;
                failure = null;
                execution.failed(cause, loader);
            }
            for (Task task = execution.next(loader); task != null; task = execution.next(loader)) {
                if (isStopped()) {
                    stop();
                }
                CompletableFuture<?> done = begun(task);
                if (!done.isDone()) {
                    waiting = done;
                    return;
                }
                await(null, false);
                Throwable cause = Futures.failure(done);
                if (cause != null) {
                    execution.failed(cause, loader);
                }
            }
        }

        private void stop() {
            execution.stop();
            if (running != null) {
                running.discard();
            }
            throw new CancellationException("Nobody wants the result of this call any more");
        }

        /** Outside of what the call was in the middle of: what hangs on the result is not part of it. */
        void end() {
            if (waiting != null) {
                CompletableFuture<?> unused = scope.after(waiting, cause -> {
                    go(cause);
                    return Futures.done();
                });
                endWaiting();
            } else if (failure != null) {
                values.completeExceptionally(Futures.asThrown(failure));
            } else {
                values.complete(execution.values());
            }
        }
    }
}
