package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.internal.later.CallThreads;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import io.github.ms100.cacheasmulti.internal.later.Resumed;
import io.github.ms100.cacheasmulti.internal.later.Surroundings;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What an asynchronous call takes from the thread in which it was made, wherever it goes on: its surroundings and its transaction (A11,
 * A14). Thread-safe.
 *
 * @param threads where it goes on
 * @param surroundings follow it there
 * @param committed ends with whether the transaction of the call has been committed; {@code null} if it was made in none
 */
public record LaterScope(
        CallThreads threads,
        Surroundings surroundings,
        @Nullable CompletableFuture<Boolean> committed) {

    private static final Log logger = LogFactory.getLog(LaterScope.class);

    /** Returns where the call goes on: in its surroundings, and in what the current thread is in the middle of. */
    public Executor resumption() {
        return following(threads::execute);
    }

    private Executor following(Executor executor) {
        Executor within = CallScope.carrier();
        return work -> executor.execute(() -> run(() -> within.execute(work)));
    }

    /** Runs work in the surroundings of the call; without them if they cannot be set, for somebody waits for it. */
    private void run(Runnable work) {
        AtomicBoolean begun = new AtomicBoolean();
        try {
            surroundings.run(() -> {
                begun.set(true);
                work.run();
            });
        } catch (RuntimeException | Error ex) {
            logger.warn("The surroundings of a call could not be set in another thread, or not be taken back", ex);
            if (begun.compareAndSet(false, true)) {
                work.run();
            }
        }
    }

    /** Calls a cache that only blocks, in a thread that may wait. */
    CompletableFuture<@Nullable Void> await(Runnable work) {
        Resumed<@Nullable Void> done = new Resumed<>();
        try {
            following(threads.waiting()).execute(() -> done.endAs(Futures.of(work)));
        } catch (RuntimeException | Error ex) {
            done.completeExceptionally(ex);
        }
        return done;
    }

    /**
     * Goes on when something has ended: at once if it has, else in a thread in which calls go on.
     *
     * @param next gets what it has failed by, {@code null} if it has not; what it throws is what the returned future fails by
     */
    public <T extends @Nullable Object> CompletableFuture<T> after(
            CompletableFuture<?> before, Function<@Nullable Throwable, CompletableFuture<T>> next) {
        if (before.isDone()) {
            return next(next, Futures.failure(before));
        }
        Resumed<T> after = new Resumed<>();
        Executor resumption = (before instanceof Resumed) ? Runnable::run : resumption();
        CompletableFuture<?> unused = before.whenComplete((value, failure) -> {
            try {
                resumption.execute(() -> after.endAs(next(next, Futures.cause(failure))));
            } catch (RuntimeException | Error ex) {
                // Nobody is left to go on: whoever waits for the call hears of that.
                after.completeExceptionally(ex);
            }
        });
        return after;
    }

    private static <T extends @Nullable Object> CompletableFuture<T> next(
            Function<@Nullable Throwable, CompletableFuture<T>> next, @Nullable Throwable failure) {
        try {
            return next.apply(failure);
        } catch (Throwable ex) {
            return Futures.failed(ex);
        }
    }

    /**
     * Makes a change when the transaction of the call has been committed, and never if it is rolled back: in the thread that commits, so
     * that what it reads next is no older. Of what fails, where no caller waits any more, the log tells.
     *
     * @param before the change to make first; {@code null} if there is none
     * @param end runs when that is over, whatever came of it
     * @return ends then
     */
    CompletableFuture<?> afterCommit(
            @Nullable CompletableFuture<?> before, Supplier<CompletableFuture<@Nullable Void>> change, Runnable end) {
        CompletableFuture<Boolean> commit = Objects.requireNonNull(committed);
        Resumed<@Nullable Void> over = new Resumed<>();
        Executor here = following(Runnable::run);
        CompletableFuture<?> unused = Objects.requireNonNullElse(before, commit)
                .whenComplete((value, any) -> here.execute(() -> {
                    CompletableFuture<@Nullable Void> made =
                            next(failure -> commit.join() ? change.get() : Futures.done(), null);
                    over.endAs(made.whenComplete((nothing, failure) -> {
                        if (failure != null) {
                            logger.error(
                                    "What a call was to change in a cache after the commit could not be changed",
                                    Futures.cause(failure));
                        }
                        end.run();
                    }));
                }));
        return over;
    }
}
