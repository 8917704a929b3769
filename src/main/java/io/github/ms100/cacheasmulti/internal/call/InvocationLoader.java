package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.engine.Loader;
import io.github.ms100.cacheasmulti.internal.engine.Lookalikes;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import io.github.ms100.cacheasmulti.internal.shape.ArgumentShape;
import io.github.ms100.cacheasmulti.internal.shape.DistinctElements;
import io.github.ms100.cacheasmulti.internal.shape.ResultShape;
import io.github.ms100.cacheasmulti.internal.shape.Unmatched;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/** Runs the user's method: with the elements to load where something is looked up, else with the caller's argument. */
final class InvocationLoader implements Loader {

    private final MethodPlan plan;

    private final ProxyMethodInvocation invocation;

    /** The call with all elements. */
    private final MethodInvocation whole;

    /** Where nothing is looked up: what tells equal elements apart once the method has returned. */
    private @Nullable CallOperations telling;

    private boolean mayBeEqual;

    private Lookalikes lookalikes = Lookalikes.NONE;

    /** The elements of the caller's argument. */
    private final @Nullable Object[] all;

    /** {@code null} until a result is read. */
    private @Nullable Unmatched unmatched;

    private @Nullable InvocationLoad last;

    /**
     * Creates a loader.
     *
     * @param whole the call with all elements
     * @param all the elements of the caller's argument
     */
    InvocationLoader(
            MethodPlan plan, ProxyMethodInvocation invocation, MethodInvocation whole, @Nullable Object[] all) {
        this.plan = plan;
        this.invocation = invocation;
        this.whole = whole;
        this.all = all;
    }

    /** Takes notice that elements to load may be equal, and which of them the result cannot tell apart. */
    void expectEqualElements(Lookalikes lookalikes) {
        this.mayBeEqual = true;
        this.lookalikes = lookalikes;
    }

    /** Finds out which equal elements are no duplicates when the method has returned. */
    void tellApart(CallOperations operations) {
        this.telling = operations;
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
        ArgumentShape shape = plan.argument();
        int index = plan.method().parameterIndex();
        @Nullable Object[] arguments = invocation.getArguments().clone();
        Object container = shape.rebuild(arguments[index], asked);
        arguments[index] = container;
        if (!shape.keepsOrder()) {
            // Before the method runs: the container is its to keep or change from then on.
            asked = shape.elements(container);
        }
        return new InvocationLoad(this, invocation.invocableClone(arguments), elements, given, asked);
    }

    @Nullable
    ResultShape result() {
        return plan.result();
    }

    @Nullable
    CallOperations telling() {
        return telling;
    }

    boolean mayBeEqual() {
        return mayBeEqual;
    }

    /** Returns what takes note of what belongs to no element, in all loads. */
    Unmatched unmatched() {
        Unmatched known = unmatched;
        if (known == null) {
            known = new Unmatched(all);
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

    @Override
    public boolean hasUnmatched() {
        return unmatched != null && unmatched.any();
    }
}
