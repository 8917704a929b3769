package io.github.ms100.cacheasmulti.internal.spring;

import io.github.ms100.cacheasmulti.internal.later.WaitingWork;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** The signals of what a reactive plain method has returned, to Spring: what Spring does at the last is done within the call. */
final class PlainSignals<T> implements CoreSubscriber<T> {

    private static final Executor WAITING =
            new WaitingWork(work -> Schedulers.boundedElastic().schedule(work));

    private final CoreSubscriber<? super T> actual;

    private final boolean single;

    private final Executor within;

    private boolean ended;

    private PlainSignals(CoreSubscriber<? super T> actual, boolean single, Executor within) {
        this.actual = actual;
        this.single = single;
        this.within = within;
    }

    /**
     * Returns what a method has returned, as Spring is to see it; the same if it is not reactive.
     *
     * @param within runs work within the call, at once
     */
    static Object of(Object returned, Executor within) {
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(returned.getClass());
        if (adapter == null) {
            return returned;
        }
        boolean single = !adapter.isMultiValue();
        Publisher<Object> signals = adapter.toPublisher(returned);
        Function<? super Publisher<Object>, ? extends Publisher<Object>> later =
                Operators.lift((source, actual) -> new PlainSignals<>(actual, single, within));
        return adapter.fromPublisher(
                single
                        ? Mono.from(signals).transform(later)
                        : Flux.from(signals).transform(later));
    }

    @Override
    public Context currentContext() {
        return actual.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        actual.onSubscribe(subscription);
    }

    @Override
    public void onNext(T value) {
        if (single) {
            end(() -> {
                actual.onNext(value);
                actual.onComplete();
            });
        } else {
            actual.onNext(value);
        }
    }

    @Override
    public void onComplete() {
        if (!ended) {
            end(actual::onComplete);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (ended) {
            Operators.onErrorDropped(failure, currentContext());
        } else {
            ended = true;
            actual.onError(failure);
        }
    }

    /** Spring stores and evicts here, and waits for the server. */
    private void end(Runnable signals) {
        ended = true;
        WAITING.execute(() -> within.execute(signals));
    }
}
