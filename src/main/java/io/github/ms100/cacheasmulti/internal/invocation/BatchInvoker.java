package io.github.ms100.cacheasmulti.internal.invocation;

import io.github.ms100.cacheasmulti.cache.internal.AnnouncingCache;
import io.github.ms100.cacheasmulti.internal.batch.BatchCache;
import io.github.ms100.cacheasmulti.internal.batch.BatchExecution;
import io.github.ms100.cacheasmulti.internal.batch.ExceptionCache;
import io.github.ms100.cacheasmulti.internal.batch.Loading;
import io.github.ms100.cacheasmulti.internal.batch.Step;
import io.github.ms100.cacheasmulti.internal.expression.ElementEvaluator;
import io.github.ms100.cacheasmulti.internal.expression.ExpressionRoot;
import io.github.ms100.cacheasmulti.internal.expression.OperationExpressions;
import io.github.ms100.cacheasmulti.internal.operation.BatchMethod;
import io.github.ms100.cacheasmulti.internal.operation.BatchOperation;
import io.github.ms100.cacheasmulti.internal.operation.Timing;
import io.github.ms100.cacheasmulti.internal.shape.BatchArgument;
import io.github.ms100.cacheasmulti.internal.shape.ResultShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.cache.Cache;

/** Calls one batch method through the engine. Thread-safe: all that belongs to a call is made for it. */
final class BatchInvoker {

    private final MethodPlan plan;

    private final List<OperationBinding> bindings;

    private final Surroundings surroundings;

    private final Loading loading;

    private final boolean mergesDuplicates;

    /** Makes the caller's result; {@code null} if the caller gets what the method returned. */
    private final @Nullable ResultShape assembler;

    /**
     * Creates an invoker.
     *
     * @param plan the method
     * @param bindings what the application context provides, per operation
     * @param surroundings what it provides for all operations
     * @param loading how elements are loaded that no cache knows
     */
    BatchInvoker(MethodPlan plan, List<OperationBinding> bindings, Surroundings surroundings, Loading loading) {
        this.plan = plan;
        this.bindings = List.copyOf(bindings);
        this.surroundings = surroundings;
        this.loading = loading;
        this.mergesDuplicates = plan.mergesDuplicates();
        this.assembler = plan.method().ignoresResult() ? null : plan.result();
    }

    /**
     * Calls the method.
     *
     * @param invocation the caller's call, not modified
     * @param target the bean
     * @return the result for the caller
     * @throws Throwable what the method throws
     */
    @Nullable
    Object invoke(ProxyMethodInvocation invocation, Object target) throws Throwable {
        // A copy, for inner advice may change the invocation's own.
        @Nullable Object[] arguments = invocation.getArguments().clone();
        Object container = arguments[plan.method().parameterIndex()];
        InvocationLoader loader = new InvocationLoader(plan, invocation);
        BatchArgument batch =
                (container == null) ? BatchArgument.NONE : plan.argument().takeApart(container);
        BatchCall call = new BatchCall(target, plan.method(), arguments, batch);
        if (container == null || batch.isEmpty()) {
            execution(call, batch.elements()).run(loader);
            return loader.returned();
        }
        Map<@Nullable Object, @Nullable Object> collected =
                (assembler != null && mergesDuplicates) ? assembler.collect(batch.elements()) : null;
        if (assembler != null && collected != null) {
            @Nullable Object[] elements = distinct(collected, batch);
            @Nullable Object[] values = execution(call, elements).run(loader);
            // The method may have changed what the elements are hashed by.
            return loader.hasRun() ? assembler.assemble(elements, null, values) : assembler.complete(collected, values);
        }
        DistinctElements distinct = mergesDuplicates
                ? DistinctElements.of(container, batch.elements())
                : DistinctElements.asTheyAre(batch.elements());
        @Nullable Object[] values = execution(call, distinct.elements()).run(loader);
        return (assembler == null)
                ? loader.returned()
                : assembler.assemble(distinct.elements(), distinct.positions(), values);
    }

    private static @Nullable Object[] distinct(Map<@Nullable Object, @Nullable Object> collected, BatchArgument batch) {
        boolean duplicates = collected.size() < batch.elements().length;
        return duplicates ? collected.keySet().toArray() : batch.elements();
    }

    private BatchExecution execution(BatchCall call, @Nullable Object[] elements) {
        List<BatchOperation> operations = plan.method().operations();
        List<Step> steps = new ArrayList<>(operations.size());
        for (int i = 0; i < operations.size(); i++) {
            if (elements.length > 0
                    || isIndependentOfElements(
                            operations.get(i), plan.expressions().get(i))) {
                steps.add(step(i, call, elements));
            }
        }
        return new BatchExecution(steps, surroundings.guarded(), elements, mergesDuplicates, loading);
    }

    private static boolean isIndependentOfElements(BatchOperation operation, OperationExpressions expressions) {
        return operation instanceof BatchOperation.Evict evict
                && evict.allEntries()
                && !expressions.conditionNeedsElement();
    }

    private Step step(int position, BatchCall call, @Nullable Object[] elements) {
        OperationBinding binding = bindings.get(position);
        Collection<? extends Cache> sources = binding.resolveCaches(call);
        checkSync(plan.method().operations().get(position), sources);
        List<BatchCache> caches = new ArrayList<>(sources.size());
        for (Cache source : sources) {
            caches.add(batch(source));
        }
        OperationRules rules = rules(position, call, sources);
        BatchOperation operation = plan.method().operations().get(position);
        if (operation instanceof BatchOperation.Read read) {
            return new Step.Read(rules, caches, elements, read.skipsLookup(), exceptionCache(read, binding, call));
        }
        if (operation instanceof BatchOperation.Evict evict) {
            return new Step.Evict(rules, caches, elements, evict.allEntries(), moment(evict.timing()));
        }
        if (operation instanceof BatchOperation.ArgumentWrite write) {
            return new Step.ArgumentWrite(rules, caches, elements, call.batch().values(), moment(write.timing()));
        }
        return new Step.Write(rules, caches, elements);
    }

    // What is known at the start has been checked then; a resolver may name its caches later.
    private void checkSync(BatchOperation operation, Collection<? extends Cache> caches) {
        if (operation instanceof BatchOperation.Read read && read.sync() && caches.size() > 1) {
            throw new IllegalStateException(
                    "%s is @Cacheable(sync = true), which is restricted to a single cache, but its CacheResolver yields %s. Let it yield one, or remove sync = true."
                            .formatted(
                                    plan.method(),
                                    caches.stream().map(Cache::getName).toList()));
        }
    }

    private OperationRules rules(int position, BatchCall call, Collection<? extends Cache> sources) {
        return new OperationRules(
                plan, position, bindings.get(position).keys(call), () -> evaluator(position, call, sources));
    }

    private ElementEvaluator evaluator(int position, BatchCall call, Collection<? extends Cache> sources) {
        BatchMethod method = plan.method();
        ExpressionRoot root = new ExpressionRoot(
                sources, method.method(), call.expandedArguments().clone(), call.target(), method.targetClass());
        return new ElementEvaluator(plan.expressions().get(position), root, surroundings.delegates());
    }

    private @Nullable ExceptionCache exceptionCache(
            BatchOperation.Read read, OperationBinding binding, BatchCall call) {
        Predicate<Throwable> cached = read.cachedExceptions();
        Cache cache = (cached == null) ? null : binding.resolveExceptionCache(call);
        return (cached == null || cache == null)
                ? null
                : new ExceptionCache(batch(cache), cached, CachedExceptions::leadingHere);
    }

    private BatchCache batch(Cache source) {
        // The engine tells of changes itself, and stores what it has loaded without telling.
        return new BatchCache(
                source, AnnouncingCache.quiet(surroundings.conversions().convert(source)), surroundings.changes());
    }

    private static Step.Moment moment(Timing timing) {
        return new Step.Moment(timing.beforeInvocation(), timing.afterFailure());
    }
}
