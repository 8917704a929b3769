package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.engine.CallCache;
import io.github.ms100.cacheasmulti.internal.engine.Guard;
import io.github.ms100.cacheasmulti.internal.engine.LaterScope;
import io.github.ms100.cacheasmulti.internal.engine.Seeding;
import io.github.ms100.cacheasmulti.internal.expression.ElementEvaluator;
import io.github.ms100.cacheasmulti.internal.expression.ExpressionRoot;
import io.github.ms100.cacheasmulti.internal.expression.OperationExpressions;
import io.github.ms100.cacheasmulti.internal.plan.SeedPlan;
import io.github.ms100.cacheasmulti.internal.shape.ArgumentShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/** The operations of one method whose result is cached entry by entry, with what the application provides for them. Thread-safe. */
final class SeedOperations {

    private final List<Bound> operations;

    private final BatchEngine engine;

    private final Guard guard;

    /**
     * Creates them.
     *
     * @param bindings of the operations, in order
     */
    SeedOperations(
            SeedPlan plan,
            List<OperationBinding> bindings,
            BatchEngine engine,
            Guard guard,
            StandardEvaluationContext delegates) {
        this.engine = engine;
        this.guard = guard;
        List<Bound> bound = new ArrayList<>();
        for (int i = 0; i < bindings.size(); i++) {
            OperationBinding binding = bindings.get(i);
            OperationExpressions expressions = plan.expressions().get(i);
            boolean simpleKey = !expressions.hasKey() && binding.keysAreElements();
            // Of what comes row by row nobody knows whether a row comes twice.
            OperationTraits traits =
                    new OperationTraits(plan.method().operations().get(i), expressions, simpleKey, simpleKey, false);
            bound.add(new Bound(plan, binding, traits, engine.caches(binding.cacheManager()), delegates));
        }
        this.operations = List.copyOf(bound);
    }

    /** Resolves the caches of a call. */
    Call resolve(MethodInvocation invocation) {
        Arguments arguments = new Arguments(invocation);
        return new Call(
                operations.stream().map(operation -> operation.begin(arguments)).toList());
    }

    /** One call, which may be run once, or again and again. */
    final class Call {

        private final List<Seeding.Operation> resolved;

        private Call(List<Seeding.Operation> resolved) {
            this.resolved = resolved;
        }

        /** Begins a run, before the method does. */
        Seeding begin() {
            return new Seeding(resolved, guard, engine.feed().loads().begin());
        }

        /** Returns the call for other threads; its stores are where they are in this one (A3). */
        Call detached() {
            return new Call(each(Seeding.Operation::detached));
        }

        /** Begins a run of a call that is {@linkplain #detached detached}, one of several. */
        Seeding beginAgain() {
            return new Seeding(
                    each(Seeding.Operation::again), guard, engine.feed().loads().begin());
        }

        private List<Seeding.Operation> each(Function<Seeding.Operation, Seeding.Operation> made) {
            return resolved.stream().map(made).toList();
        }

        /** Returns what asynchronous runs take along that are begun in this thread. */
        LaterScope scope() {
            return engine.scope();
        }
    }

    /** One operation. */
    private record Bound(
            SeedPlan plan,
            OperationBinding binding,
            OperationTraits traits,
            CallCache.Factory caches,
            StandardEvaluationContext delegates) {

        Seeding.Operation begin(Arguments arguments) {
            Collection<? extends Cache> sources = binding.resolveCaches(arguments);
            return new Seeding.Operation(
                    new OperationRules(traits, () -> binding.keys(arguments), () -> evaluator(sources, arguments)),
                    caches.of(sources));
        }

        private ElementEvaluator evaluator(Collection<? extends Cache> sources, Arguments arguments) {
            ExpressionRoot root = new ExpressionRoot(
                    sources,
                    plan.method().method(),
                    arguments.expandedArguments().clone(),
                    arguments.target(),
                    plan.method().targetClass());
            return new ElementEvaluator(traits.expressions(), root, delegates);
        }
    }

    /** Those of a call, none of which holds elements. */
    private static final class Arguments implements CallArguments {

        private final Object target;

        private final @Nullable Object[] arguments;

        private final @Nullable Object[] expandedArguments;

        private Arguments(MethodInvocation invocation) {
            this.target = Objects.requireNonNull(invocation.getThis());
            this.arguments = invocation.getArguments();
            this.expandedArguments = ArgumentShape.expandVarargs(invocation.getMethod(), -1, arguments);
        }

        @Override
        public Object target() {
            return target;
        }

        @Override
        public @Nullable Object[] arguments() {
            return arguments;
        }

        @Override
        public @Nullable Object[] expandedArguments() {
            return expandedArguments;
        }
    }
}
