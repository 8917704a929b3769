package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.engine.CallCache;
import io.github.ms100.cacheasmulti.internal.engine.ExceptionCache;
import io.github.ms100.cacheasmulti.internal.engine.ReadStep;
import io.github.ms100.cacheasmulti.internal.engine.Step;
import io.github.ms100.cacheasmulti.internal.expression.ElementEvaluator;
import io.github.ms100.cacheasmulti.internal.expression.ExpressionRoot;
import io.github.ms100.cacheasmulti.internal.expression.OperationExpressions;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/** One operation of a method, with what the application context provides for it. Thread-safe. */
final class BoundOperation {

    private final BatchMethod method;

    private final OperationTraits traits;

    private final OperationBinding binding;

    private final CallCache.Factory caches;

    private final CallCache.Factory exceptionCaches;

    private final StandardEvaluationContext delegates;

    private final StepMaker steps;

    private final boolean needsNoElement;

    private final boolean needsOneCache;

    BoundOperation(
            MethodPlan plan,
            int position,
            OperationBinding binding,
            BatchEngine engine,
            StandardEvaluationContext delegates) {
        this.method = plan.method();
        BatchOperation operation = method.operations().get(position);
        OperationExpressions expressions = plan.expressions().get(position);
        this.traits = traits(plan, operation, expressions, binding);
        this.binding = binding;
        this.caches = engine.caches(binding.cacheManager());
        this.exceptionCaches = engine.caches(null);
        this.delegates = delegates;
        this.steps = operation.dispatch(new StepMakers());
        this.needsNoElement = operation instanceof BatchOperation.Evict evict
                && evict.allEntries()
                && !expressions.conditionNeedsElement();
        this.needsOneCache = operation instanceof BatchOperation.Read read && read.sync();
    }

    private static OperationTraits traits(
            MethodPlan plan, BatchOperation operation, OperationExpressions expressions, OperationBinding binding) {
        boolean hasKey = expressions.hasKey();
        boolean keyFollowsElement = hasKey ? expressions.keyIsElement() : binding.keysAreDistinct();
        // The generator compares arguments as they compare themselves, except for arrays, which it compares by content.
        Class<?> elementClass = plan.argument().elementClass();
        boolean arrays = elementClass.isAssignableFrom(Object[].class) || elementClass.isArray();
        return new OperationTraits(
                operation,
                expressions,
                !hasKey && binding.keysAreElements(),
                keyFollowsElement,
                keyFollowsElement && !(arrays && !hasKey));
    }

    /** Returns whether it takes place even in a call without elements. */
    boolean needsNoElement() {
        return needsNoElement;
    }

    /** Begins a call: resolves its caches. */
    Begun begin(BatchCall call) {
        Collection<? extends Cache> sources = binding.resolveCaches(call);
        checkSync(sources);
        List<CallCache> caches = this.caches.of(sources);
        OperationRules rules = new OperationRules(traits, () -> binding.keys(call), () -> evaluator(call, sources));
        return new Begun(call, caches, rules);
    }

    // What is known at the start has been checked then; a resolver may name its caches later.
    private void checkSync(Collection<? extends Cache> caches) {
        if (needsOneCache && caches.size() > 1) {
            throw new IllegalStateException(
                    "%s is @Cacheable(sync = true), which is restricted to a single cache, but its CacheResolver yields %s. Let it yield one, or remove sync = true."
                            .formatted(
                                    method, caches.stream().map(Cache::getName).toList()));
        }
    }

    private ElementEvaluator evaluator(BatchCall call, Collection<? extends Cache> sources) {
        ExpressionRoot root = new ExpressionRoot(
                sources, method.method(), call.expandedArguments().clone(), call.target(), method.targetClass());
        return new ElementEvaluator(traits.expressions(), root, delegates);
    }

    /** One call of it. */
    final class Begun {

        private final BatchCall call;

        private final List<CallCache> caches;

        private final OperationRules rules;

        private Begun(BatchCall call, List<CallCache> caches, OperationRules rules) {
            this.call = call;
            this.caches = caches;
            this.rules = rules;
        }

        /** Returns what it says about the elements. */
        OperationRules rules() {
            return rules;
        }

        /** Makes a step of it, about the elements to work on. */
        Step step(@Nullable Object[] elements) {
            return steps.of(this, elements);
        }
    }

    @FunctionalInterface
    private interface StepMaker {

        Step of(Begun call, @Nullable Object[] elements);
    }

    /** Prepares how the steps of each kind of operation are made. */
    private final class StepMakers implements BatchOperation.Handler<StepMaker> {

        @Override
        public StepMaker read(BatchOperation.Read read) {
            boolean skipsLookup = read.skipsLookup();
            Predicate<Throwable> cached = read.cachedExceptions();
            return (of, elements) -> new ReadStep(
                    of.rules,
                    of.caches,
                    elements,
                    skipsLookup,
                    (cached == null) ? null : exceptionCache(cached, of.call));
        }

        private @Nullable ExceptionCache exceptionCache(Predicate<Throwable> cached, BatchCall call) {
            Cache cache = binding.resolveExceptionCache(call);
            return (cache == null)
                    ? null
                    : new ExceptionCache(
                            exceptionCaches.of(List.of(cache)).get(0), cached, InvocationLoad::leadingHere);
        }

        @Override
        public StepMaker write(BatchOperation.Write write) {
            return (of, elements) -> new Step.Write(of.rules, of.caches, elements);
        }

        @Override
        public StepMaker argumentWrite(BatchOperation.ArgumentWrite write) {
            Step.Moment moment = moment(write.timing());
            return (of, elements) -> new Step.ArgumentWrite(of.rules, of.caches, elements, of.call.values(), moment);
        }

        @Override
        public StepMaker evict(BatchOperation.Evict evict) {
            Step.Moment moment = moment(evict.timing());
            boolean allEntries = evict.allEntries();
            return (of, elements) -> new Step.Evict(of.rules, of.caches, elements, allEntries, moment);
        }

        private static Step.Moment moment(BatchOperation.Timing timing) {
            return new Step.Moment(timing.beforeInvocation(), timing.afterFailure());
        }
    }
}
