package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.later.Futures;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisCommand;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.SentCommand;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A batch that is sent without waiting: what may be under way together, and the next when that has been answered (A6). Replies are
 * handed out where the line goes on, or by who sends if they are there at once; never in a thread of the driver (A5).
 *
 * @param <C> what is asked
 */
final class LaterBatch<C extends RedisCommand> {

    private final RedisBatch<C> batch;

    private final LaterLine line;

    private final Runnable finish;

    private final CompletableFuture<@Nullable Void> finished = new CompletableFuture<>();

    LaterBatch(RedisBatch<C> batch, LaterLine line, Runnable finish) {
        this.batch = batch;
        this.line = line;
        this.finish = finish;
    }

    /** Begins; returns what ends as what finishes it does. */
    CompletableFuture<@Nullable Void> start() {
        orFail(this::goOn);
        return finished;
    }

    private void orFail(Runnable work) {
        try {
            work.run();
        } catch (Throwable ex) {
            finished.completeExceptionally(ex);
        }
    }

    private void goOn() {
        for (C command = batch.next(); command != null; command = batch.next()) {
            SentCommand sent = send(command);
            if (!(sent == null ? isAnswered(command) : isHandedOut(command, sent))) {
                return;
            }
        }
        finish.run();
        finished.complete(null);
    }

    private @Nullable SentCommand send(C command) {
        try {
            return batch.sendNow(line.connection(), command);
        } catch (RuntimeException ex) {
            batch.failUnanswered(command, ex);
            return null;
        }
    }

    /** Hands out what there is; returns whether that is all, and it does not go on by itself. */
    private boolean isHandedOut(C command, SentCommand sent) {
        CompletableFuture<?> ended = sent.ended();
        if (ended.isDone()) {
            handOut(command, sent);
            return isAnswered(command);
        }
        CompletableFuture<?> resumed = ended.thenRunAsync(
                () -> orFail(() -> {
                    handOut(command, sent);
                    if (isAnswered(command)) {
                        goOn();
                    }
                }),
                line.resumption());
        // If nobody goes on with it.
        CompletableFuture<?> unused = resumed.whenComplete((nothing, rejected) -> {
            if (rejected != null) {
                finished.completeExceptionally(failure(rejected));
            }
        });
        return false;
    }

    private static Throwable failure(Throwable thrown) {
        Throwable cause = Futures.cause(thrown);
        return (cause == null) ? thrown : cause;
    }

    private void handOut(C command, SentCommand sent) {
        try {
            sent.handOut(batch);
        } catch (RuntimeException ex) {
            batch.failUnanswered(command, ex);
        }
    }

    /** Asks key by key for what must be; returns whether all are answered, and it does not go on by itself. */
    private boolean isAnswered(C command) {
        RedisBatch<C> keyByKey = batch.keyByKey();
        if (keyByKey == null) {
            return true;
        }
        CompletableFuture<@Nullable Void> some =
                new LaterBatch<>(keyByKey, line, () -> batch.add(keyByKey, command)).start();
        if (some.isDone() && !some.isCompletedExceptionally()) {
            return true;
        }
        CompletableFuture<?> unused = some.whenComplete((nothing, failure) -> {
            if (failure == null) {
                orFail(this::goOn);
            } else {
                finished.completeExceptionally(failure);
            }
        });
        return false;
    }
}
