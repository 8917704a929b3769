package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.engine.LoadFailures;
import io.github.ms100.cacheasmulti.internal.engine.Loader;
import io.github.ms100.cacheasmulti.internal.engine.Lookalikes;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import io.github.ms100.cacheasmulti.internal.shape.ArgumentShape;
import io.github.ms100.cacheasmulti.internal.shape.DistinctElements;
import io.github.ms100.cacheasmulti.internal.shape.ResultShape;
import io.github.ms100.cacheasmulti.internal.shape.Unmatched;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/**
 * One call of a batch method: its arguments, and how its method is run, with the elements to load where something is looked up, else
 * with the caller's argument.
 */
class BatchCall implements CallArguments, Loader {

    private final MethodPlan plan;

    private final ArgumentShape argument;

    private final ProxyMethodInvocation invocation;

    private final @Nullable Object[] arguments;

    private final @Nullable Object[] expandedArguments;

    private final @Nullable Object container;

    private final ArgumentShape.BatchArgument batch;

    /** The call with all elements. */
    private final MethodInvocation whole;

    /** Where nothing is looked up: what tells equal elements apart once the method has returned. */
    private @Nullable UnaryOperator<@Nullable Object> telling;

    private boolean mayBeEqual;

    private Lookalikes lookalikes = Lookalikes.NONE;

    /** {@code null} until a result is read. */
    private @Nullable Unmatched unmatched;

    private @Nullable InvocationLoad last;

    private @Nullable BatchExecution execution;

    /** {@code null} until an element could not be loaded. */
    private @Nullable LoadFailures failures;

    /**
     * Creates a call.
     *
     * @param argument the shape of the batch argument
     * @param invocation the caller's, not modified
     */
    BatchCall(MethodPlan plan, ArgumentShape argument, ProxyMethodInvocation invocation) {
        this.plan = plan;
        this.argument = argument;
        this.invocation = invocation;
        // A copy, for inner advice may change the invocation's own.
        @Nullable Object[] arguments = invocation.getArguments().clone();
        this.container = arguments[argument.index()];
        this.batch = (container == null) ? ArgumentShape.BatchArgument.NONE : argument.takeApart(container);
        if (container != null && argument.mayBeUsedUp(container)) {
            arguments[argument.index()] = batch.toList();
            this.whole = invocation.invocableClone(arguments.clone());
        } else {
            this.whole = invocation;
        }
        this.arguments = arguments;
        this.expandedArguments = argument.expandVarargs(arguments);
    }

    private BatchCall(BatchCall call) {
        this.plan = call.plan;
        this.argument = call.argument;
        this.invocation = call.invocation;
        this.arguments = call.arguments;
        this.expandedArguments = call.expandedArguments;
        this.container = call.container;
        this.batch = call.batch;
        // Only where all elements are wanted, and then by each run anew.
        this.whole = (plan.method().reads() && batch.elements().length > 0)
                ? call.whole
                : call.invocation.invocableClone(call.ownArguments());
        this.telling = call.telling;
        this.mayBeEqual = call.mayBeEqual;
        this.lookalikes = call.lookalikes;
    }

    /** Returns arguments for one run, with the elements that there were at the call (A3). */
    private @Nullable Object[] ownArguments() {
        @Nullable Object[] own = arguments.clone();
        Object given = own[argument.index()];
        if (given != null && argument.canRebuild()) {
            own[argument.index()] = argument.rebuild(given, batch.elements());
        }
        return own;
    }

    /** Returns the call once more, for one run of it whose results come later. */
    final BatchCall later(Arrival arrival) {
        return new Later(this, arrival);
    }

    /** Returns what brings the results of the method, if they come later. */
    @Nullable
    Arrival arrival() {
        return null;
    }

    /** Calls the method with the caller's own argument, and does nothing else. */
    @Nullable
    Object proceed() throws Throwable {
        return whole.proceed();
    }

    @Override
    public Object target() {
        return Objects.requireNonNull(invocation.getThis());
    }

    @Override
    public @Nullable Object[] arguments() {
        return arguments;
    }

    @Override
    public @Nullable Object[] expandedArguments() {
        return expandedArguments;
    }

    /** Returns the batch argument; {@code null} if the caller passed none. */
    @Nullable
    Object container() {
        return container;
    }

    /** Returns whether there is anything in the batch argument. */
    boolean hasElements() {
        return container != null && batch.elements().length > 0;
    }

    @Override
    public @Nullable Object[] elements() {
        return batch.elements();
    }

    @Override
    public @Nullable Object[] values() {
        return batch.values();
    }

    /** Takes notice that elements to load may be equal, and which of them the result cannot tell apart. */
    void expectEqualElements(Lookalikes lookalikes) {
        this.mayBeEqual = true;
        this.lookalikes = lookalikes;
    }

    /** Finds out which equal elements are no duplicates when the method has returned. */
    void tellApart(UnaryOperator<@Nullable Object> telling) {
        this.telling = telling;
    }

    /** Returns the last load; {@code null} if the method has not been called, and cannot have changed its elements. */
    @Nullable
    InvocationLoad last() {
        return last;
    }

    /** Returns what the method itself returned when it was last called. */
    @Nullable
    Object returned() {
        return (last == null) ? null : last.returned();
    }

    @Override
    public Lookalikes lookalikes() {
        return lookalikes;
    }

    @Override
    public Load of(@Nullable Object[] elements) {
        InvocationLoad load = prepare(elements);
        last = load;
        return load;
    }

    private InvocationLoad prepare(@Nullable Object[] elements) {
        if (elements.length == 0 || !plan.method().reads()) {
            return new InvocationLoad(this, whole, elements, null, elements);
        }
        DistinctElements given = lookalikes.isEmpty() ? null : DistinctElements.of(elements);
        @Nullable Object[] asked = (given == null) ? elements : given.elements();
        @Nullable Object[] changed = invocation.getArguments().clone();
        Object container = argument.rebuild(changed[argument.index()], asked);
        changed[argument.index()] = container;
        if (!argument.keepsOrder()) {
            // Before the method runs: the container is its to keep or change from then on.
            asked = argument.elements(container);
        }
        return new InvocationLoad(this, invocation.invocableClone(changed), elements, given, asked);
    }

    @Nullable
    ResultShape result() {
        return plan.result();
    }

    @Nullable
    UnaryOperator<@Nullable Object> telling() {
        return telling;
    }

    boolean mayBeEqual() {
        return mayBeEqual;
    }

    /** Returns what takes note of what belongs to no element, in all loads. */
    Unmatched unmatched() {
        Unmatched known = unmatched;
        if (known == null) {
            known = new Unmatched(batch.elements());
            unmatched = known;
        }
        return known;
    }

    @Override
    public void settle(@Nullable Object[] values) {
        ResultShape result = plan.result();
        if (result != null && unmatched != null) {
            result.settle(values, unmatched);
        }
    }

    /** Takes notice of what runs the call. */
    void runBy(BatchExecution execution) {
        this.execution = execution;
    }

    /** Returns what has run the call. */
    BatchExecution execution() {
        return Objects.requireNonNull(execution);
    }

    /** Returns whether the caller is told which elements could not be loaded. */
    boolean tellsFailures() {
        return plan.tellsFailures();
    }

    /** Returns why elements could not be loaded. */
    LoadFailures failures() {
        LoadFailures known = failures;
        if (known == null) {
            known = new LoadFailures();
            failures = known;
        }
        return known;
    }

    @Override
    public boolean goesOnAfter(Throwable failure) {
        if (!plan.tellsFailures() || !(failure instanceof Exception)) {
            return false;
        }
        failures().add(failure);
        return true;
    }

    @Override
    public boolean hasUnmatched() {
        return unmatched != null && unmatched.any();
    }

    /** One run of a call whose results come later. */
    private static final class Later extends BatchCall {

        private final Arrival arrival;

        private Later(BatchCall call, Arrival arrival) {
            super(call);
            this.arrival = arrival;
        }

        @Override
        Arrival arrival() {
            return arrival;
        }
    }
}
