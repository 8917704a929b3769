package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.engine.LaterScope;
import io.github.ms100.cacheasmulti.internal.engine.Seeding;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import io.github.ms100.cacheasmulti.internal.method.LaterType;
import io.github.ms100.cacheasmulti.internal.plan.SeedPlan;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.cache.interceptor.BasicOperation;

/** Calls one method whose result is cached entry by entry, and goes to the caller untouched (P6, P8). */
final class SeedInvoker implements MethodInvoker {

    private final SeedPlan plan;

    private final Function<SeedPlan, SeedOperations> binder;

    private final @Nullable LaterType later;

    private volatile @Nullable SeedOperations operations;

    SeedInvoker(SeedPlan plan, Function<SeedPlan, SeedOperations> binder) {
        this.plan = plan;
        this.binder = binder;
        this.later = plan.method().later();
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        SeedOperations.Call call = bound().resolve(invocation);
        if (later == null) {
            // Rows that pass may do so in another thread.
            return seeded(invocation, (plan.result().passes() ? call.detached() : call).begin());
        }
        SeedOperations.Call detached = call.detached();
        return (later.kind() == LaterType.Kind.FUTURE)
                ? future(invocation, detached)
                : ReactiveSeeds.of((ProxyMethodInvocation) invocation, plan.result(), later, detached);
    }

    @Override
    public @Nullable Object invokeUncached(MethodInvocation invocation, Predicate<BasicOperation> declaresKey)
            throws Throwable {
        return invocation.proceed();
    }

    private SeedOperations bound() {
        SeedOperations known = operations;
        if (known == null) {
            // Made twice if two threads come first; nobody waits for user code.
            known = binder.apply(plan);
            operations = known;
        }
        return known;
    }

    private @Nullable Object seeded(MethodInvocation invocation, Seeding seeding) throws Throwable {
        try (seeding) {
            Object returned = invocation.proceed();
            if (returned instanceof Stream<?> rows) {
                return SeededRows.of(rows, plan.result(), seeding);
            }
            plan.result().readAll(returned, seeding::add);
            seeding.store();
            return returned;
        }
    }

    private CompletableFuture<@Nullable Object> future(MethodInvocation invocation, SeedOperations.Call call)
            throws Throwable {
        LaterScope scope = call.scope();
        Seeding seeding = call.begin();
        CompletableFuture<@Nullable Object> own = new CompletableFuture<>();
        try {
            Object returned = invocation.proceed();
            if (returned == null) {
                throw new IllegalStateException(
                        "%s returned null in place of a result that comes later".formatted(plan.method()));
            }
            CompletableFuture<@Nullable Object> arrival = LaterResults.OfFutures.value(returned);
            CompletableFuture<?> unused = scope.after(arrival, failure -> seed(arrival, failure, seeding, scope))
                    .whenComplete((value, thrown) -> end(own, value, Futures.cause(thrown), seeding));
            return own;
        } catch (Throwable ex) {
            seeding.close();
            throw ex;
        }
    }

    private CompletableFuture<@Nullable Object> seed(
            CompletableFuture<@Nullable Object> arrival,
            @Nullable Throwable failure,
            Seeding seeding,
            LaterScope scope) {
        if (failure != null) {
            return Futures.failed(failure);
        }
        plan.result().readAll(arrival.join(), seeding::add);
        return seeding.storeLater(scope).thenApply(stored -> arrival.join());
    }

    private static void end(
            CompletableFuture<@Nullable Object> own,
            @Nullable Object value,
            @Nullable Throwable failure,
            Seeding seeding) {
        seeding.close();
        Futures.end(own, value, failure);
    }
}
