package io.github.ms100.cacheasmulti.internal.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.fixture.Callers;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@DisplayName("L9 what is done at the last signal of a result is done within its call")
class PlainSignalsTests {

    private final ThreadLocal<Boolean> within = ThreadLocal.withInitial(() -> false);

    private final CompletableFuture<Thread> doneBy = new CompletableFuture<>();

    private final Executor call = work -> {
        within.set(true);
        work.run();
        within.remove();
    };

    @SuppressWarnings("unchecked")
    private <T> Mono<T> seen(Mono<T> returned) {
        return ((Mono<T>) PlainSignals.of(returned, call)).doOnSuccess(value -> note());
    }

    @SuppressWarnings("unchecked")
    private <T> Flux<T> seen(Flux<T> returned) {
        return ((Flux<T>) PlainSignals.of(returned, call)).doOnComplete(this::note);
    }

    /** Notes which thread it is, if that is within the call. */
    private void note() {
        doneBy.complete(within.get() ? Thread.currentThread() : null);
    }

    @Test
    void oneValue() {
        assertThat(seen(Mono.just("car")).block()).isEqualTo("car");
        assertThat(doneBy).isCompletedWithValue(Thread.currentThread());
        assertThat(within.get()).isFalse();
    }

    @Test
    void noValue() {
        assertThat(seen(Mono.empty()).block()).isNull();
        assertThat(doneBy).isCompletedWithValue(Thread.currentThread());
    }

    @Test
    void manyValues() {
        assertThat(seen(Flux.just("one", "two")).collectList().block()).isEqualTo(List.of("one", "two"));
        assertThat(doneBy).isCompletedWithValue(Thread.currentThread());
    }

    @Test
    void notByAThreadOfNetty() throws Exception {
        Sinks.One<String> sink = Sinks.one();
        CompletableFuture<String> done = seen(sink.asMono()).toFuture();
        try (Callers netty = new Callers(FastThreadLocalThread::new)) {
            var ending = netty.start(() -> sink.tryEmitValue("car"));

            assertThat(ending.result().isSuccess()).isTrue();
            assertThat(done.join()).isEqualTo("car");
            assertThat(doneBy.join()).isNotNull().isNotSameAs(ending.thread());
        }
    }

    @Test
    void manyNotByAThreadOfNetty() throws Exception {
        Sinks.Many<String> sink = Sinks.many().unicast().onBackpressureBuffer();
        CompletableFuture<List<String>> done = seen(sink.asFlux()).collectList().toFuture();
        try (Callers netty = new Callers(FastThreadLocalThread::new)) {
            var ending = netty.start(() -> {
                sink.tryEmitNext("one").orThrow();
                return sink.tryEmitComplete();
            });

            assertThat(ending.result().isSuccess()).isTrue();
            assertThat(done.join()).isEqualTo(List.of("one"));
            assertThat(doneBy.join()).isNotNull().isNotSameAs(ending.thread());
        }
    }

    @Test
    void failuresAndContextPass() {
        IllegalStateException failure = new IllegalStateException();
        Mono<String> failing = seen(Mono.error(failure));
        Mono<String> asking = seen(Mono.deferContextual(context -> Mono.just(context.get("tenant"))));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(failing::block)
                .isSameAs(failure);
        assertThat(asking.contextWrite(context -> context.put("tenant", "red")).block())
                .isEqualTo("red");
    }

    @Test
    void cancellationPasses() {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        seen(Mono.never().doOnCancel(() -> cancelled.complete(null)))
                .subscribe()
                .dispose();

        assertThat(cancelled).isCompleted();
        assertThat(doneBy).isNotDone();
    }

    @Test
    void whatIsNotReactiveIsLeftAsItIs() {
        assertThat(PlainSignals.of("car", call)).isEqualTo("car");
    }
}
