package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.engine.Loader;
import io.github.ms100.cacheasmulti.internal.engine.Lookalikes;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import io.github.ms100.cacheasmulti.internal.shape.BatchArgument;
import io.github.ms100.cacheasmulti.internal.shape.DistinctElements;
import io.github.ms100.cacheasmulti.internal.shape.ResultShape;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/** Calls one batch method through the engine (S1, S7). Thread-safe: all that belongs to a call is made for it. */
public final class BatchInvoker {

    private static final Log logger = LogFactory.getLog(BatchInvoker.class);

    private final MethodPlan plan;

    private final boolean mergesDuplicates;

    private final boolean reads;

    /** Makes the caller's result; {@code null} if the caller gets what the method returned. */
    private final @Nullable ResultShape assembler;

    private final AtomicBoolean warned = new AtomicBoolean();

    private volatile @Nullable MethodOperations operations;

    BatchInvoker(MethodPlan plan) {
        this.plan = plan;
        this.mergesDuplicates = plan.mergesDuplicates();
        this.reads = plan.method().reads();
        this.assembler = plan.method().ignoresResult() ? null : plan.result();
    }

    /** Returns the method. */
    MethodPlan plan() {
        return plan;
    }

    /** Returns its operations; {@code null} before they are {@linkplain #bind bound}. */
    @Nullable
    MethodOperations operations() {
        return operations;
    }

    /** Keeps its operations for all calls from now on. */
    void bind(MethodOperations bound) {
        this.operations = bound;
    }

    /**
     * Calls the method.
     *
     * @param invocation the caller's call, not modified
     * @param operations what is done about its elements
     * @return the result for the caller
     * @throws Throwable what the method throws
     */
    public @Nullable Object invoke(MethodInvocation invocation, MethodOperations operations) throws Throwable {
        Object target = Objects.requireNonNull(invocation.getThis());
        // A copy, for inner advice may change the invocation's own.
        @Nullable Object[] arguments = invocation.getArguments().clone();
        Object container = arguments[plan.method().parameterIndex()];
        BatchArgument batch =
                (container == null) ? BatchArgument.NONE : plan.argument().takeApart(container);
        MethodInvocation whole = invocation;
        if (container != null && plan.argument().mayBeUsedUp(container)) {
            arguments[plan.method().parameterIndex()] = batch.toList();
            whole = ((ProxyMethodInvocation) invocation).invocableClone(arguments.clone());
        }
        InvocationLoader loader =
                new InvocationLoader(plan, (ProxyMethodInvocation) invocation, whole, batch.elements());
        CallOperations begun = operations.begin(new BatchCall(target, plan.method(), arguments, batch));
        if (container == null || batch.isEmpty()) {
            begun.execution(batch.elements(), false).run(told(loader, begun));
            return loader.returned();
        }
        return invoke(container, batch.elements(), begun, loader);
    }

    private @Nullable Object invoke(
            Object container, @Nullable Object[] all, CallOperations operations, InvocationLoader loader)
            throws Throwable {
        Map<@Nullable Object, @Nullable Object> collected =
                (assembler != null && reads) ? assembler.collect(all) : null;
        if (assembler != null && collected != null && (collected.size() == all.length || operations.seeEqualsAlike())) {
            @Nullable
            Object[] elements =
                    (collected.size() < all.length) ? collected.keySet().toArray() : all;
            @Nullable Object[] values = operations.execution(elements, false).run(told(loader, operations));
            // The method may have changed what the elements are hashed by.
            return (loader.last() == null)
                    ? assembler.complete(collected, values)
                    : assembler.assemble(elements, null, values);
        }
        DistinctElements distinct = distinct(container, all, operations, loader);
        @Nullable
        Object[] values =
                operations.execution(distinct.elements(), distinct.mayBeEqual()).run(told(loader, operations));
        return (assembler == null) ? loader.returned() : assemble(assembler, distinct, values, loader);
    }

    private Loader told(Loader loader, CallOperations operations) {
        return ToldLoader.of(loader, plan, operations.listener());
    }

    private DistinctElements distinct(
            Object container, @Nullable Object[] all, CallOperations operations, InvocationLoader loader) {
        if (!mergesDuplicates) {
            return DistinctElements.asTheyAre(all);
        }
        DistinctElements unequal = DistinctElements.of(container, all);
        if (unequal.positions() == null || operations.seeEqualsAlike()) {
            return unequal;
        }
        operations.remember();
        if (reads) {
            DistinctElements distinct =
                    unequal.toldApart(all, position -> operations.tellApart(position, all[position]));
            Lookalikes lookalikes = plan.tellsEqualElementsApart() ? Lookalikes.NONE : Lookalikes.of(distinct.firsts());
            loader.expectEqualElements(lookalikes);
            return distinct;
        }
        // Keys of puts and late evicts are made when the method has returned, and may have changed its elements.
        loader.tellApart(operations);
        return DistinctElements.instances(all);
    }

    private Object assemble(
            ResultShape shape, DistinctElements distinct, @Nullable Object[] values, InvocationLoader loader) {
        InvocationLoad last = loader.last();
        Lookalikes lookalikes = (reads || last == null) ? loader.lookalikes() : last.lookalikes();
        if (!lookalikes.isEmpty()) {
            warnOfLookalikes();
        }
        DistinctElements told = (last == null) ? null : last.toldApart();
        return (last == null || told == null)
                ? assemble(shape, distinct, values, lookalikes)
                : assemble(shape, told, last.read(), Lookalikes.of(told.firsts()));
    }

    private static Object assemble(
            ResultShape shape, DistinctElements distinct, @Nullable Object[] values, Lookalikes lookalikes) {
        @Nullable Object[] shown = values;
        if (!lookalikes.isEmpty() && !shape.holdsEqualElements()) {
            shown = values.clone();
            for (int i = 0; i < shown.length; i++) {
                shown[i] = lookalikes.follow(i) ? BatchExecution.ABSENT : values[i];
            }
        }
        return shape.assemble(distinct.elements(), distinct.positions(), shown);
    }

    private void warnOfLookalikes() {
        if (warned.compareAndSet(false, true)) {
            logger.warn(
                    ("%s was called with equal elements that have different keys. Its result cannot tell them apart:"
                                    + " only the first of them is loaded, the others are missing, and what is to be put for any"
                                    + " of them is evicted (logged once per method). Let it take a List and return a List or an"
                                    + " array with one value per element, by position, or let elements be equal only if their"
                                    + " keys are.")
                            .formatted(plan.method()));
        }
    }
}
