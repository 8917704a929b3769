package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.later.Futures;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How the calls of a test are driven. One test at a time. */
enum Way {

    /** By the thread that makes them. */
    WAITING,

    /** Without waiting, and everything answers at once. */
    AT_ONCE,

    /** Without waiting, and everything answers later. */
    LATER;

    /** That of the tests that run now. */
    static Way current = WAITING;

    private static final BlockingQueue<Runnable> QUEUE = new LinkedBlockingQueue<>();

    /** Makes a call, now or later, as is the way. */
    static CompletableFuture<@Nullable Void> call(Runnable call) {
        if (current == AT_ONCE) {
            return Futures.of(call);
        }
        CompletableFuture<@Nullable Void> made = new CompletableFuture<>();
        execute(() -> {
            Throwable failure = Futures.failure(Futures.of(call));
            if (failure == null) {
                made.complete(null);
            } else {
                made.completeExceptionally(failure);
            }
        });
        return made;
    }

    /** Runs work later. */
    static void execute(Runnable work) {
        QUEUE.add(work);
    }

    /** Lets time pass until something has ended. */
    static void await(CompletableFuture<?> future) throws InterruptedException {
        while (!future.isDone()) {
            Runnable work = QUEUE.poll(20, TimeUnit.SECONDS);
            if (work == null) {
                throw new AssertionError("Nothing happens any more");
            }
            work.run();
        }
        for (Runnable work = QUEUE.poll(); work != null; work = QUEUE.poll()) {
            work.run();
        }
    }
}
