package io.github.ms100.cacheasmulti.internal.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.fixture.Callers;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("L9 what is done with a result that comes later is done within its call")
class PlainFutureTests {

    private final CompletableFuture<String> future = new CompletableFuture<>();

    private final ThreadLocal<Boolean> within = ThreadLocal.withInitial(() -> false);

    private final CompletableFuture<Thread> doneBy = new CompletableFuture<>();

    private final PlainFuture<String> result = new PlainFuture<>(future, work -> {
        within.set(true);
        work.run();
        within.remove();
    });

    /** Notes which thread it is, if that is within the call. */
    private CompletableFuture<String> note() {
        return result.whenComplete((value, failure) -> doneBy.complete(within.get() ? Thread.currentThread() : null));
    }

    @Test
    void byTheThreadThatCompletesIt() throws Exception {
        CompletableFuture<String> done = note();
        try (Callers callers = new Callers()) {
            var completing = callers.start(() -> future.complete("car"));

            assertThat(completing.result()).isTrue();
            assertThat(doneBy).isCompletedWithValue(completing.thread());
            assertThat(done).isCompletedWithValue("car");
        }
    }

    @Test
    void byTheThreadThatFindsItComplete() {
        future.complete("car");

        assertThat(note()).isCompletedWithValue("car");
        assertThat(doneBy).isCompletedWithValue(Thread.currentThread());
        assertThat(within.get()).isFalse();
    }

    @Test
    void notByAThreadOfNetty() throws Exception {
        CompletableFuture<String> done = note();
        try (Callers netty = new Callers(FastThreadLocalThread::new)) {
            var completing = netty.start(() -> future.complete("car"));

            assertThat(completing.result()).isTrue();
            assertThat(done.join()).isEqualTo("car");
            assertThat(doneBy.join()).isNotNull().isNotSameAs(completing.thread());
        }
    }

    @Test
    void notByAThreadOfNettyThatFindsItComplete() throws Exception {
        future.complete("car");
        try (Callers netty = new Callers(FastThreadLocalThread::new)) {
            var finding = netty.start(this::note);

            assertThat(finding.result().join()).isEqualTo("car");
            assertThat(doneBy.join()).isNotNull().isNotSameAs(finding.thread());
        }
    }

    @Test
    void failsIfThatFails() {
        IllegalStateException failure = new IllegalStateException();
        CompletableFuture<String> done = result.whenComplete((value, none) -> {
            throw failure;
        });
        future.complete("car");

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(done::join)
                .withCause(failure);
        assertThat(result).isCompletedWithValue("car");
    }

    @Test
    void failsAsTheFutureDoes() {
        IllegalStateException failure = new IllegalStateException();
        CompletableFuture<String> done = note();
        future.completeExceptionally(failure);

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(done::join)
                .withCause(failure);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(result::join)
                .withCause(failure);
    }

    @Test
    void isCancelledIfTheFutureIs() {
        CompletableFuture<String> done = note();

        assertThat(future.cancel(true)).isTrue();

        assertThat(result).isCancelled();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(done::join)
                .withCauseInstanceOf(CancellationException.class);
    }
}
