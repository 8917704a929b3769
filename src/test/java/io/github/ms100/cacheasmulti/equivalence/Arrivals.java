package io.github.ms100.cacheasmulti.equivalence;

import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import reactor.core.publisher.Mono;

/** How the results of methods come that come later. */
final class Arrivals implements AutoCloseable {

    private final ExecutorService database = Executors.newSingleThreadExecutor();

    private volatile Moment moment = Moment.AT_ONCE;

    /** Open when the caller has been given something to wait for. */
    private volatile CountDownLatch called = new CountDownLatch(0);

    /** When they come. */
    enum Moment {
        /** When the method returns. */
        AT_ONCE,
        /** As {@link #AT_ONCE}, and failures are thrown, as in any other method. */
        THROWN,
        /** From another thread, when the caller has been given something to wait for. */
        LATER
    }

    /** Makes the next results come so. */
    void come(Moment next) {
        moment = next;
        called = new CountDownLatch(1);
    }

    /** Lets results come. */
    void release() {
        called.countDown();
    }

    /** Returns what a method returns. */
    Object of(LaterMethods.Kind kind, Callable<Object> method) throws Throwable {
        Moment now = moment;
        CompletableFuture<Object> eager =
                (now == Moment.THROWN || kind == LaterMethods.Kind.FUTURE) ? future(method, now) : null;
        if (kind == LaterMethods.Kind.FUTURE) {
            return eager;
        }
        Mono<Object> mono = Mono.defer(() -> Mono.fromFuture((eager == null) ? lazily(method, now) : eager));
        return (kind == LaterMethods.Kind.MONO) ? mono : mono.flatMapIterable(Arrivals::rows);
    }

    /** A publisher has no nulls, which belong to nobody anyway (S10). */
    private static List<?> rows(Object list) {
        return ((Collection<?>) list).stream().filter(Objects::nonNull).toList();
    }

    private CompletableFuture<Object> lazily(Callable<Object> method, Moment now) {
        try {
            return future(method, now);
        } catch (Throwable ex) {
            throw new AssertionError("only if it is to be thrown", ex);
        }
    }

    private CompletableFuture<Object> future(Callable<Object> method, Moment now) throws Throwable {
        if (now == Moment.THROWN) {
            return CompletableFuture.completedFuture(call(method));
        }
        CompletableFuture<Object> result = new CompletableFuture<>();
        try {
            result.complete(call(method));
        } catch (Throwable ex) {
            result.completeExceptionally(ex);
        }
        return (now == Moment.LATER) ? later(result) : result;
    }

    private CompletableFuture<Object> later(CompletableFuture<Object> result) {
        CompletableFuture<Object> later = new CompletableFuture<>();
        CountDownLatch gate = called;
        database.execute(() -> {
            try {
                gate.await();
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
            result.whenComplete((value, failure) -> {
                if (failure == null) {
                    later.complete(value);
                } else {
                    later.completeExceptionally(failure);
                }
            });
        });
        return later;
    }

    private static Object call(Callable<Object> method) throws Throwable {
        try {
            return method.call();
        } catch (InvocationTargetException ex) {
            throw ex.getTargetException();
        }
    }

    @Override
    public void close() {
        database.shutdownNow();
    }
}
