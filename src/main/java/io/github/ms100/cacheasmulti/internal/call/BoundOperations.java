package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.engine.BatchCache;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.engine.ExceptionCache;
import io.github.ms100.cacheasmulti.internal.engine.Guard;
import io.github.ms100.cacheasmulti.internal.engine.Loading;
import io.github.ms100.cacheasmulti.internal.engine.Step;
import io.github.ms100.cacheasmulti.internal.expression.ElementEvaluator;
import io.github.ms100.cacheasmulti.internal.expression.ExpressionRoot;
import io.github.ms100.cacheasmulti.internal.expression.OperationExpressions;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Timing;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/** The operations of one method, with what the application context provides for them. Thread-safe. */
final class BoundOperations implements MethodOperations {

    /** Of these types nothing tells an instance from an equal one. */
    private static final Set<Class<?>> VALUES = Set.of(
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            String.class,
            UUID.class);

    private final MethodPlan plan;

    private final List<OperationBinding> bindings;

    private final Surroundings surroundings;

    private final Loading loading;

    /**
     * Creates the operations of a method.
     *
     * @param plan the method
     * @param bindings what the application context provides, per operation
     * @param surroundings what it provides for all operations
     * @param loading how elements are loaded that no cache knows
     */
    BoundOperations(MethodPlan plan, List<OperationBinding> bindings, Surroundings surroundings, Loading loading) {
        this.plan = plan;
        this.bindings = List.copyOf(bindings);
        this.surroundings = surroundings;
        this.loading = loading;
    }

    @Override
    public CallOperations begin(BatchCall call) {
        List<BatchOperation> operations = plan.method().operations();
        List<BoundOperation> taken = new ArrayList<>(operations.size());
        for (int i = 0; i < operations.size(); i++) {
            if (!call.batch().isEmpty()
                    || isIndependentOfElements(
                            operations.get(i), plan.expressions().get(i))) {
                taken.add(bind(i, call));
            }
        }
        return new OfCall(call, taken);
    }

    private static boolean isIndependentOfElements(BatchOperation operation, OperationExpressions expressions) {
        return operation instanceof BatchOperation.Evict evict
                && evict.allEntries()
                && !expressions.conditionNeedsElement();
    }

    private BoundOperation bind(int position, BatchCall call) {
        OperationBinding binding = bindings.get(position);
        BatchOperation operation = plan.method().operations().get(position);
        Collection<? extends Cache> sources = binding.resolveCaches(call);
        checkSync(operation, sources);
        List<BatchCache> caches = new ArrayList<>(sources.size());
        for (Cache source : sources) {
            caches.add(batch(source));
        }
        OperationRules rules =
                new OperationRules(plan, position, binding.keys(call), () -> evaluator(position, call, sources));
        return new BoundOperation(operation, binding, caches, rules);
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
        return surroundings.engine().cache(source);
    }

    private static Step.Moment moment(Timing timing) {
        return new Step.Moment(timing.beforeInvocation(), timing.afterFailure());
    }

    /** One operation of one call. */
    private record BoundOperation(
            BatchOperation operation, OperationBinding binding, List<BatchCache> caches, OperationRules rules) {}

    /** Those of one call. */
    private final class OfCall implements CallOperations {

        private final BatchCall call;

        private final List<BoundOperation> operations;

        /** What is known of each instance that was asked about; {@code null} before the first is. */
        private @Nullable IdentityHashMap<Object, List<Object>> known;

        private OfCall(BatchCall call, List<BoundOperation> operations) {
            this.call = call;
            this.operations = operations;
        }

        @Override
        public boolean seeEqualsAlike() {
            return operations.stream().allMatch(operation -> operation.rules.seeEqualsAlike());
        }

        @Override
        public void remember() {
            operations.forEach(operation -> operation.rules.remember());
        }

        @Override
        public Object tellApart(int position, @Nullable Object element) {
            if (element == null || VALUES.contains(element.getClass())) {
                return List.of();
            }
            if (known == null) {
                known = new IdentityHashMap<>();
            }
            return known.computeIfAbsent(element, this::tellApart);
        }

        private List<Object> tellApart(Object element) {
            List<Object> marks = new ArrayList<>(operations.size());
            operations.forEach(operation -> marks.add(operation.rules.tellApart(element)));
            return marks;
        }

        @Override
        public BatchListener listener() {
            return surroundings.engine().listener();
        }

        @Override
        public BatchExecution execution(@Nullable Object[] elements, boolean mayBeEqual) {
            List<Step> steps = new ArrayList<>(operations.size());
            for (BoundOperation operation : operations) {
                if (mayBeEqual) {
                    operation.rules.expectEqualElements();
                }
                steps.add(step(operation, elements));
            }
            return new BatchExecution(steps, surroundings.guard(), elements, loading);
        }

        private Step step(BoundOperation bound, @Nullable Object[] elements) {
            OperationRules rules = bound.rules;
            if (bound.operation instanceof BatchOperation.Read read) {
                ExceptionCache exceptions = exceptionCache(read, bound.binding, call);
                return new Step.Read(rules, bound.caches, elements, read.skipsLookup(), exceptions);
            }
            if (bound.operation instanceof BatchOperation.Evict evict) {
                return new Step.Evict(rules, bound.caches, elements, evict.allEntries(), moment(evict.timing()));
            }
            if (bound.operation instanceof BatchOperation.ArgumentWrite write) {
                return new Step.ArgumentWrite(
                        rules, bound.caches, elements, call.batch().values(), moment(write.timing()));
            }
            return new Step.Write(rules, bound.caches, elements);
        }
    }

    /**
     * What the application context provides for all methods of one front end.
     *
     * @param engine what runs the calls
     * @param guard access to the caches
     * @param delegates what expressions are evaluated with
     */
    record Surroundings(BatchEngine engine, Guard guard, StandardEvaluationContext delegates) {}
}
