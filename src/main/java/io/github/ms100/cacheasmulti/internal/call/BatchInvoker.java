package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.engine.KeyOutcomes;
import io.github.ms100.cacheasmulti.internal.engine.Loader;
import io.github.ms100.cacheasmulti.internal.engine.Lookalikes;
import io.github.ms100.cacheasmulti.internal.later.CallThreads;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.method.LaterType;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import io.github.ms100.cacheasmulti.internal.shape.ArgumentShape;
import io.github.ms100.cacheasmulti.internal.shape.DistinctElements;
import io.github.ms100.cacheasmulti.internal.shape.ResultShape;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.cache.interceptor.BasicOperation;

/** Calls one batch method through the engine (S1, S7). Thread-safe: all that belongs to a call is made for it. */
final class BatchInvoker implements MethodInvoker {

    private static final Log logger = LogFactory.getLog(BatchInvoker.class);

    /** Before the application is ready. */
    private static final CallThreads EARLY = new CallThreads(() -> null);

    private final MethodPlan plan;

    /** Binds its operations, at the first call. */
    private final Function<MethodPlan, BoundOperations> binder;

    private final boolean mergesDuplicates;

    private final boolean reads;

    private final ArgumentShape argument;

    /** Whether no method can change what its elements are hashed by. */
    private final boolean keepsElements;

    /** Makes the caller's result; {@code null} if the caller gets what the method returned. */
    private final @Nullable ResultShape assembler;

    /** Makes the caller's result where that comes later; {@code null} if it is there when the method returns. */
    private final @Nullable LaterResults laterResults;

    private final AtomicBoolean warned = new AtomicBoolean();

    private volatile @Nullable BoundOperations operations;

    BatchInvoker(MethodPlan plan, Function<MethodPlan, BoundOperations> binder) {
        this.plan = plan;
        this.binder = binder;
        this.argument = plan.argument();
        this.keepsElements = isImmutable(argument.elementClass());
        this.mergesDuplicates = plan.mergesDuplicates();
        this.reads = plan.method().reads();
        this.assembler = plan.method().ignoresResult() ? null : plan.result();
        LaterType later = plan.later();
        this.laterResults = (later == null) ? null : LaterResults.of(later);
    }

    private static boolean isImmutable(Class<?> type) {
        return DistinctElements.areValues(type) && Modifier.isFinal(type.getModifiers());
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        BatchCall call = new BatchCall(plan, argument, (ProxyMethodInvocation) invocation);
        BoundOperations operations = bound();
        CallOperations begun = operations.begin(call);
        return (laterResults == null)
                ? invoke(call, begun)
                : invokeLater(call, begun, operations.threads(), laterResults);
    }

    @Override
    public @Nullable Object invokeUncached(MethodInvocation invocation, Predicate<BasicOperation> declaresKey)
            throws Throwable {
        boolean anyKey =
                plan.method().operations().stream().map(BatchOperation::source).anyMatch(declaresKey);
        BatchCall call = new BatchCall(plan, argument, (ProxyMethodInvocation) invocation);
        CallOperations none = new UncachedOperations(plan, anyKey);
        return (laterResults == null) ? invoke(call, none) : invokeLater(call, none, EARLY, laterResults);
    }

    private BoundOperations bound() {
        BoundOperations known = operations;
        if (known == null) {
            // Made twice if two threads come first; nobody waits for user code.
            known = binder.apply(plan);
            operations = known;
        }
        return known;
    }

    private @Nullable Object invokeLater(
            BatchCall call, CallOperations begun, CallThreads threads, LaterResults results) throws Throwable {
        if (!call.hasElements() && begun.areNone()) {
            return call.proceed();
        }
        boolean repeated = results.areRepeated();
        // While the result is on its way, the caller may change what his elements are hashed by.
        CallWork work = work(call, begun, keepsElements && !repeated);
        Supplier<BatchExecution> executions;
        try {
            executions = begun.executions(work.elements(), work.mayBeEqual(), repeated);
        } catch (Throwable ex) {
            tellFailure(begun, work.elements(), ex);
            throw ex;
        }
        return new LaterCall(call, work, executions, threads, begun.watch()).result(results);
    }

    private static void tellFailure(CallOperations begun, @Nullable Object[] elements, Throwable failure) {
        CallWatch watch = begun.watch();
        if (watch != null) {
            watch.failed(elements, failure);
        }
    }

    private @Nullable Object invoke(BatchCall call, CallOperations begun) throws Throwable {
        CallWork work = work(call, begun, true);
        return work.result(run(call, begun, work), call);
    }

    /** @param collects whether the result may be made of the elements at once */
    private CallWork work(BatchCall call, CallOperations begun, boolean collects) throws Throwable {
        @Nullable Object[] all = call.elements();
        Object container = call.container();
        if (container == null || all.length == 0) {
            return new CallWork(all, false, (values, run) -> run.returned());
        }
        Map<@Nullable Object, @Nullable Object> collected =
                (assembler != null && reads && collects) ? assembler.collect(all) : null;
        if (assembler != null && collected != null && (collected.size() == all.length || begun.seeEqualsAlike())) {
            @Nullable
            Object[] elements =
                    (collected.size() < all.length) ? collected.keySet().toArray() : all;
            return new CallWork(
                    elements, false, (values, run) -> assemble(assembler, collected, elements, values, run));
        }
        DistinctElements distinct;
        try {
            distinct = distinct(container, all, begun, call);
        } catch (Throwable ex) {
            tellFailure(begun, all, ex);
            throw ex;
        }
        return new CallWork(
                distinct.elements(),
                distinct.mayBeEqual(),
                (values, run) -> (assembler == null) ? run.returned() : assemble(assembler, distinct, values, run));
    }

    /** Makes the caller's result of what was collected, unless the method may have changed what the elements are hashed by. */
    private Object assemble(
            ResultShape shape,
            Map<@Nullable Object, @Nullable Object> collected,
            @Nullable Object[] elements,
            @Nullable Object[] values,
            BatchCall run) {
        boolean usable = run.last() == null || keepsElements;
        if (shape.tellsFailures()) {
            KeyOutcomes outcomes = outcomes(shape, elements, values, run);
            return usable ? outcomes.result(collected, shape::wrap) : outcomes.result(Lookalikes.NONE, shape::wrap);
        }
        return usable ? shape.complete(collected, values) : shape.assemble(elements, null, values);
    }

    private static KeyOutcomes outcomes(
            ResultShape shape, @Nullable Object[] elements, @Nullable Object[] values, BatchCall run) {
        return new KeyOutcomes(run.execution(), elements, values, shape.isStrict(), run.failures());
    }

    private static @Nullable Object[] run(BatchCall call, CallOperations operations, CallWork work) throws Throwable {
        CallWatch watch = operations.watch();
        return (watch == null)
                ? run(call, operations, work, call)
                : watch.run(work.elements(), call, loader -> run(call, operations, work, loader));
    }

    private static @Nullable Object[] run(BatchCall call, CallOperations operations, CallWork work, Loader loader)
            throws Throwable {
        BatchExecution execution = operations.execution(work.elements(), work.mayBeEqual());
        call.runBy(execution);
        return execution.run(loader);
    }

    private DistinctElements distinct(
            Object container, @Nullable Object[] all, CallOperations operations, BatchCall call) {
        if (!mergesDuplicates) {
            return DistinctElements.asTheyAre(all);
        }
        DistinctElements unequal = DistinctElements.of(container, all);
        if (unequal.positions() == null || operations.seeEqualsAlike()) {
            return unequal;
        }
        operations.remember();
        if (reads) {
            DistinctElements distinct = unequal.toldApart(all, position -> operations.tellApart(all[position]));
            Lookalikes lookalikes = plan.tellsEqualElementsApart() ? Lookalikes.NONE : Lookalikes.of(distinct.firsts());
            call.expectEqualElements(lookalikes);
            return distinct;
        }
        // Keys of puts and late evicts are made when the method has returned, and may have changed its elements.
        call.tellApart(oneByOne(operations));
        return DistinctElements.instances(all);
    }

    /** Several threads may ask. */
    private static UnaryOperator<@Nullable Object> oneByOne(CallOperations operations) {
        Object lock = new Object();
        return element -> {
            synchronized (lock) {
                return operations.tellApart(element);
            }
        };
    }

    private Object assemble(ResultShape shape, DistinctElements distinct, @Nullable Object[] values, BatchCall call) {
        InvocationLoad last = call.last();
        Lookalikes lookalikes = (reads || last == null) ? call.lookalikes() : last.lookalikes();
        if (!lookalikes.isEmpty()) {
            warnOfLookalikes();
        }
        if (shape.tellsFailures()) {
            return outcomes(shape, distinct.elements(), values, call).result(lookalikes, shape::wrap);
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
