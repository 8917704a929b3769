package io.github.ms100.cacheasmulti.internal.invocation;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.cache.internal.NullPolicy;
import io.github.ms100.cacheasmulti.internal.batch.BatchCache;
import io.github.ms100.cacheasmulti.internal.batch.BatchExecution;
import io.github.ms100.cacheasmulti.internal.batch.GuardedCaches;
import io.github.ms100.cacheasmulti.internal.batch.Step;
import io.github.ms100.cacheasmulti.internal.expression.ExpressionRoot;
import io.github.ms100.cacheasmulti.internal.expression.OperationExpressions;
import io.github.ms100.cacheasmulti.internal.operation.BatchMethod;
import io.github.ms100.cacheasmulti.internal.operation.BatchOperation;
import io.github.ms100.cacheasmulti.internal.shape.ResultShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.cache.Cache;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.util.ObjectUtils;

/** Calls one batch method through the engine. Thread-safe: all that belongs to a call is made for it. */
public final class BatchInvoker {

    private final MethodPlan plan;

    private final List<OperationBinding> bindings;

    private final EnhancedCacheConversionService conversions;

    private final GuardedCaches guarded;

    private final StandardEvaluationContext delegates;

    private final boolean mergesDuplicates;

    /** Makes the caller's result; {@code null} if the caller gets what the method returned. */
    private final @Nullable ResultShape assembler;

    /**
     * Creates an invoker.
     *
     * @param plan the method
     * @param bindings what the application context provides, per operation
     * @param conversions turns the user's caches into batch caches
     * @param guarded access to the caches
     * @param delegates what expressions are evaluated with
     */
    public BatchInvoker(
            MethodPlan plan,
            List<OperationBinding> bindings,
            EnhancedCacheConversionService conversions,
            GuardedCaches guarded,
            StandardEvaluationContext delegates) {
        this.plan = plan;
        this.bindings = List.copyOf(bindings);
        this.conversions = conversions;
        this.guarded = guarded;
        this.delegates = delegates;
        this.mergesDuplicates = plan.mergesDuplicates();
        this.assembler = plan.method().onlyEvicts() ? null : plan.result();
    }

    /**
     * Calls the method.
     *
     * @param invocation the caller's call, not modified
     * @param target the bean
     * @return the result for the caller
     * @throws Throwable what the method throws
     */
    public @Nullable Object invoke(ProxyMethodInvocation invocation, Object target) throws Throwable {
        Object argument = invocation.getArguments()[plan.method().parameterIndex()];
        @Nullable
        Object[] all = (argument == null) ? new Object[0] : plan.argument().elements(argument);
        InvocationLoader loader = new InvocationLoader(plan, invocation);
        if (argument == null || all.length == 0) {
            new BatchExecution(steps(invocation, target, all), guarded, all).run(loader);
            return loader.returned();
        }
        DistinctElements elements =
                mergesDuplicates ? DistinctElements.of(argument, all) : DistinctElements.asTheyAre(all);
        List<Step> steps = steps(invocation, target, elements.elements());
        @Nullable Object[] values = new BatchExecution(steps, guarded, elements.elements()).run(loader);
        return (assembler == null)
                ? loader.returned()
                : assembler.assemble(elements.elements(), elements.positions(), values);
    }

    private List<Step> steps(ProxyMethodInvocation invocation, Object target, @Nullable Object[] elements) {
        List<BatchOperation> operations = plan.method().operations();
        List<Step> steps = new ArrayList<>(operations.size());
        @Nullable Object[] arguments = expandVarargs(invocation.getArguments());
        for (int i = 0; i < operations.size(); i++) {
            if (elements.length > 0
                    || isIndependentOfElements(
                            operations.get(i), plan.expressions().get(i))) {
                steps.add(step(i, target, arguments, elements));
            }
        }
        return steps;
    }

    private static boolean isIndependentOfElements(BatchOperation operation, OperationExpressions expressions) {
        return operation instanceof BatchOperation.Evict evict
                && evict.allEntries()
                && !expressions.conditionNeedsElement();
    }

    private Step step(int position, Object target, @Nullable Object[] arguments, @Nullable Object[] elements) {
        BatchMethod method = plan.method();
        OperationBinding binding = bindings.get(position);
        Collection<? extends Cache> sources = binding.resolveCaches(target, arguments);
        List<BatchCache> caches = new ArrayList<>(sources.size());
        for (Cache source : sources) {
            EnhancedCache batch = conversions.convert(source);
            // A converter of the user's own may hide from the batch form what the cache itself says.
            boolean refusesNull = NullPolicy.refusesNull(batch) || NullPolicy.refusesNull(source);
            caches.add(new BatchCache(source, batch, refusesNull));
        }
        ExpressionRoot root =
                new ExpressionRoot(sources, method.method(), arguments.clone(), target, method.targetClass());
        OperationRules rules = new OperationRules(plan, position, binding.keyGenerator(), root, delegates);
        BatchOperation operation = method.operations().get(position);
        if (operation instanceof BatchOperation.Evict evict) {
            return new Step.Evict(rules, caches, elements, evict.allEntries(), evict.beforeInvocation());
        }
        return (operation instanceof BatchOperation.Read)
                ? new Step.Read(rules, caches, elements)
                : new Step.Write(rules, caches, elements);
    }

    // As Spring shows varargs to key generators and expressions; the batch parameter itself is replaced by an element.
    private @Nullable Object[] expandVarargs(@Nullable Object[] arguments) {
        int last = arguments.length - 1;
        if (!plan.method().method().isVarArgs() || plan.method().parameterIndex() == last) {
            return arguments;
        }
        @Nullable Object[] rest = ObjectUtils.toObjectArray(arguments[last]);
        @Nullable Object[] expanded = new Object[last + rest.length];
        System.arraycopy(arguments, 0, expanded, 0, last);
        System.arraycopy(rest, 0, expanded, last, rest.length);
        return expanded;
    }
}
