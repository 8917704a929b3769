package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import io.github.ms100.cacheasmulti.internal.method.LaterType;
import io.github.ms100.cacheasmulti.internal.method.LaterType.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Those of reactive types: the call is run at each subscription, and the method's publisher sees the subscriber's context (A11). Loaded
 * only where Reactor is on the class path.
 */
final class ReactiveResults implements LaterResults {

    /** In the context of what a method loads by: calls made there do not wait for others (A12). */
    private static final Object LOADING = new Object();

    private final boolean multi;

    /** {@code null} of a function that is suspended, for which Spring does that. */
    private final @Nullable ReactiveAdapter adapter;

    ReactiveResults(LaterType later) {
        this.multi = later.kind() == Kind.MULTI;
        this.adapter = (later.kind() == Kind.SUSPENDED)
                ? null
                : ReactiveAdapterRegistry.getSharedInstance().getAdapter(later.type());
    }

    @Override
    public boolean areRepeated() {
        return true;
    }

    @Override
    public Object of(Function<Arrival, RunningCall> call) {
        Mono<Object> result = Mono.deferContextual(context -> {
            Arrival arrival = new Subscriber(context);
            RunningCall running = context.hasKey(LOADING) ? claiming(call, arrival) : call.apply(arrival);
            // When the future has been let go, for it may fail at once: nobody would hear that.
            return Mono.fromFuture(running.result(), true).doFinally(end -> {
                if (end == SignalType.CANCEL) {
                    running.cancel();
                }
            });
        });
        Publisher<Object> publisher = multi ? result.flatMapIterable(values -> (List<?>) values) : result;
        return (adapter == null) ? publisher : adapter.fromPublisher(publisher);
    }

    private static RunningCall claiming(Function<Arrival, RunningCall> call, Arrival arrival) {
        CallScope scope = CallScope.claiming();
        try {
            return call.apply(arrival);
        } finally {
            scope.close();
        }
    }

    /** Subscribes to what a method returns. */
    private final class Subscriber implements Arrival {

        private final ContextView context;

        Subscriber(ContextView context) {
            this.context = context;
        }

        @Override
        public @Nullable Object inContext(@Nullable Object key) {
            return (key == null) ? null : context.getOrDefault(key, null);
        }

        @Override
        public void prepare(@Nullable Object[] arguments) {
            if (adapter == null && CallScope.isClaiming()) {
                int last = arguments.length - 1;
                arguments[last] = LoadingCoroutine.in(Objects.requireNonNull(arguments[last]));
            }
        }

        @Override
        public CompletableFuture<@Nullable Object> of(Object returned, Map<?, ?> more) {
            Context all = Context.of(context).putAllMap(more);
            Context own = CallScope.isClaiming() ? all.put(LOADING, true) : all;
            Publisher<?> publisher = (adapter == null) ? (Publisher<?>) returned : adapter.toPublisher(returned);
            Mono<?> value = multi ? Flux.from(publisher).collectList() : Mono.from(publisher);
            CompletableFuture<@Nullable Object> arrival = new CompletableFuture<>();
            Disposable subscription = value.subscribe(
                    arrival::complete,
                    failure -> arrival.completeExceptionally(Futures.asThrown(failure)),
                    () -> arrival.complete(null),
                    own);
            CompletableFuture<?> unused = arrival.whenComplete((any, failure) -> {
                if (arrival.isCancelled()) {
                    subscription.dispose();
                }
            });
            return arrival;
        }
    }
}
