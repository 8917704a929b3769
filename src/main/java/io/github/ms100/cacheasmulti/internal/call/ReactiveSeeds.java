package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.engine.LaterScope;
import io.github.ms100.cacheasmulti.internal.engine.Seeding;
import io.github.ms100.cacheasmulti.internal.method.LaterType;
import io.github.ms100.cacheasmulti.internal.method.LaterType.Kind;
import io.github.ms100.cacheasmulti.internal.shape.SeededResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The results of a method that has a reactive type: it runs at each subscription (A3), and what passes is cached, so many entries at a time,
 * before more of it is asked for (P8). Loaded only where Reactor is on the class path.
 */
final class ReactiveSeeds {

    /** How many rows may wait for those before them to be stored; Reactor's usual number is as many. */
    private static final int PREFETCH = 256;

    private final ProxyMethodInvocation invocation;

    private final SeededResult result;

    private final ReactiveAdapter adapter;

    private final LaterScope scope;

    private ReactiveSeeds(
            ProxyMethodInvocation invocation, SeededResult result, ReactiveAdapter adapter, LaterScope scope) {
        this.invocation = invocation;
        this.result = result;
        this.adapter = adapter;
        this.scope = scope;
    }

    /** Returns what the caller gets. */
    static Object of(ProxyMethodInvocation invocation, SeededResult result, LaterType later, SeedOperations.Call call) {
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(later.type());
        if (adapter == null) {
            throw new IllegalStateException("Nothing adapts " + later.type().getName());
        }
        ReactiveSeeds seeds = new ReactiveSeeds(invocation, result, adapter, call.scope());
        return adapter.fromPublisher(
                (later.kind() == Kind.MULTI)
                        ? Flux.using(call::beginAgain, seeds::rows, Seeding::close)
                        : Mono.using(call::beginAgain, seeds::value, Seeding::close));
    }

    private Publisher<Object> begun() throws Throwable {
        @Nullable Object[] arguments = invocation.getArguments().clone();
        Object returned = invocation.invocableClone(arguments).proceed();
        if (returned == null) {
            throw new IllegalStateException(
                    "%s returned null in place of a result that comes later".formatted(invocation.getMethod()));
        }
        return adapter.toPublisher(returned);
    }

    private Mono<Object> value(Seeding seeding) {
        return Mono.defer(() -> Mono.from(publisher()))
                .flatMap(value -> stored(() -> result.readAll(value, seeding::add), seeding)
                        .thenReturn(value));
    }

    private Flux<Object> rows(Seeding seeding) {
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        return Flux.defer(this::publisher)
                // Or it would overtake rows that wait for those before them to be stored, or for the subscriber to ask.
                .onErrorResume(failure -> {
                    failed.set(failure);
                    return Mono.empty();
                })
                .concatMap(
                        row -> {
                            result.readRow(row, seeding::add);
                            return seeding.isFull()
                                    ? stored(ReactiveSeeds::nothing, seeding).thenReturn(row)
                                    : Mono.just(row);
                        },
                        PREFETCH)
                .concatWith(Mono.defer(() -> {
                    Throwable failure = failed.get();
                    return (failure == null) ? Mono.empty() : Mono.error(failure);
                }))
                .concatWith(
                        Mono.defer(() -> stored(ReactiveSeeds::nothing, seeding).then(Mono.empty())))
                .onErrorResume(failure -> stored(ReactiveSeeds::nothing, seeding)
                        .onErrorResume(later -> {
                            if (later != failure) {
                                failure.addSuppressed(later);
                            }
                            return Mono.empty();
                        })
                        .then(Mono.error(failure)));
    }

    private Publisher<Object> publisher() {
        CompletableFuture<Publisher<Object>> publisher = new CompletableFuture<>();
        scope.surroundings().run(() -> {
            try {
                publisher.complete(begun());
            } catch (Throwable ex) {
                publisher.complete(Mono.error(ex));
            }
        });
        return publisher.join();
    }

    private static void nothing() {}

    // Not in a thread of a driver that has brought a row (A5).
    private Mono<Void> stored(Runnable before, Seeding seeding) {
        return Mono.<Void>defer(() -> {
                    before.run();
                    // What is being stored is looked after though nobody waits for it any more.
                    Runnable hold = seeding.hold();
                    return Mono.fromFuture(
                            seeding.storeLater(scope).whenComplete((nothing, failure) -> hold.run()), true);
                })
                .subscribeOn(Schedulers.fromExecutor(scope.resumption()));
    }
}
