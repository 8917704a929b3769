package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells when commands that have been sent have ended, or their time is over. Thread-safe. */
final class LettuceEnd {

    private final Supplier<? extends List<? extends CompletableFuture<?>>> followed;

    private final CompletableFuture<@Nullable Void> reached = new CompletableFuture<>();

    private boolean over;

    private LettuceEnd(Supplier<? extends List<? extends CompletableFuture<?>>> followed) {
        this.followed = followed;
    }

    /**
     * Returns what ends, always normally, when commands have; in whatever thread that is found.
     *
     * @param nanos how much time is left; {@link Long#MAX_VALUE} for any
     * @param followed sends what is to be sent anew once all have ended, and returns that; asked until there is nothing, and not once
     *     the time is over
     */
    static CompletableFuture<?> of(
            List<? extends CompletableFuture<?>> sent,
            long nanos,
            Supplier<? extends List<? extends CompletableFuture<?>>> followed) {
        LettuceEnd end = new LettuceEnd(followed);
        end.await(sent, sent.size() - 1);
        if (nanos < Long.MAX_VALUE && !end.reached.isDone()) {
            end.startClock(nanos);
        }
        return end.reached;
    }

    private void startClock(long nanos) {
        CompletableFuture<@Nullable Void> clock = new CompletableFuture<>();
        CompletableFuture<?> rung = clock.completeOnTimeout(null, Math.max(0, nanos), TimeUnit.NANOSECONDS);
        CompletableFuture<?> unused =
                CompletableFuture.allOf(rung.thenRun(this::timeIsOver), reached.thenRun(() -> clock.complete(null)));
    }

    /** From the last to the first: a server answers in order, so that there is mostly one to wait for. */
    private void await(List<? extends CompletableFuture<?>> sent, int last) {
        for (int index = last; index >= 0; index--) {
            if (!sent.get(index).isDone()) {
                int next = index - 1;
                CompletableFuture<?> unused = sent.get(index).whenComplete((result, failure) -> await(sent, next));
                return;
            }
        }
        List<? extends CompletableFuture<?>> more = follow();
        if (more.isEmpty()) {
            reached.complete(null);
        } else {
            await(more, more.size() - 1);
        }
    }

    private synchronized List<? extends CompletableFuture<?>> follow() {
        if (over) {
            return List.of();
        }
        try {
            return followed.get();
        } catch (RuntimeException ex) {
            // Then it is what was to be followed that they have failed by.
            return List.of();
        }
    }

    private void timeIsOver() {
        synchronized (this) {
            over = true;
        }
        reached.complete(null);
    }
}
