package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.engine.Loader;
import io.github.ms100.cacheasmulti.internal.engine.Lookalikes;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import io.github.ms100.cacheasmulti.internal.shape.ArgumentShape;
import io.github.ms100.cacheasmulti.internal.shape.ResultShape;
import io.github.ms100.cacheasmulti.internal.shape.Unmatched;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/** Runs the user's method: with the elements to load where something is looked up, else with the caller's argument. */
final class InvocationLoader implements Loader {

    private static final @Nullable Object[] NONE = {};

    private final MethodPlan plan;

    private final ProxyMethodInvocation invocation;

    /** The call with all elements. */
    private final MethodInvocation whole;

    /** The elements of the caller's argument. */
    private final @Nullable Object[] all;

    /** Where nothing is looked up: what tells equal elements apart once the method has returned. */
    private @Nullable CallOperations telling;

    private boolean mayBeEqual;

    private Lookalikes lookalikes = Lookalikes.NONE;

    private @Nullable Object[] elements = NONE;

    /** Which of them the method is given; {@code null} if it is given all. */
    private @Nullable DistinctElements given;

    /** Those it is given, in the order of its container. */
    private @Nullable Object[] asked = elements;

    /** What the next run proceeds with. */
    private MethodInvocation next;

    private @Nullable Object returned;

    private boolean ran;

    private @Nullable DistinctElements toldApart;

    private @Nullable Object[] read = NONE;

    /** {@code null} until a result has been read. */
    private @Nullable Unmatched unmatched;

    InvocationLoader(
            MethodPlan plan, ProxyMethodInvocation invocation, MethodInvocation whole, @Nullable Object[] all) {
        this.plan = plan;
        this.invocation = invocation;
        this.whole = whole;
        this.next = whole;
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

    /** Returns whether the method has been called, and may have changed its elements. */
    boolean hasRun() {
        return ran;
    }

    /** Returns what the method itself returned. */
    @Nullable
    Object returned() {
        return returned;
    }

    /** Returns the elements for which the result was read; {@code null} if they are those of the call. */
    @Nullable
    DistinctElements toldApart() {
        return toldApart;
    }

    /** Returns the values of the elements that were {@linkplain #toldApart() told apart}. */
    @Nullable
    Object[] read() {
        return read;
    }

    @Override
    public Lookalikes lookalikes() {
        return lookalikes;
    }

    @Override
    public void prepare(@Nullable Object[] elements) {
        this.elements = elements;
        this.given = null;
        this.asked = elements;
        this.next = whole;
        if (elements.length > 0 && plan.method().reads()) {
            if (!lookalikes.isEmpty()) {
                given = DistinctElements.of(elements);
                asked = given.elements();
            }
            ArgumentShape shape = plan.argument();
            int index = plan.method().parameterIndex();
            @Nullable Object[] arguments = invocation.getArguments().clone();
            Object container = shape.rebuild(arguments[index], asked);
            arguments[index] = container;
            if (!shape.keepsOrder()) {
                // Before the method runs: the container is its to keep or change from then on.
                asked = shape.elements(container);
            }
            next = invocation.invocableClone(arguments);
        }
    }

    @Override
    public void run() throws Throwable {
        ran = true;
        returned = next.proceed();
    }

    @Override
    public @Nullable Object[] values() {
        ResultShape result = plan.result();
        if (elements.length == 0 || result == null) {
            return new Object[elements.length];
        }
        returned = result.readable(returned);
        if (telling != null) {
            return readApart(result, telling);
        }
        @Nullable Object[] values = result.read(returned, asked, unmatched());
        @Nullable Object[] wanted = (given == null) ? elements : given.elements();
        if (asked != wanted) {
            values = reordered(wanted, asked, values);
        }
        return (given == null || given.positions() == null) ? values : ofFirsts(values, given.positions());
    }

    /** Reads the values of elements of which it is known only now which are duplicates. */
    private @Nullable Object[] readApart(ResultShape result, CallOperations operations) {
        DistinctElements unequal = DistinctElements.of(elements);
        if (unequal.positions() == null) {
            // The method has changed them.
            return result.read(returned, elements, unmatched());
        }
        DistinctElements told = unequal.toldApart(elements, operations);
        toldApart = told;
        read = result.read(returned, told.elements(), unmatched());
        int[] positions = told.positions();
        if (positions == null) {
            lookalikes = told.lookalikes();
            return read;
        }
        lookalikes = told.lookalikes().at(positions);
        @Nullable Object[] values = new Object[elements.length];
        Arrays.setAll(values, position -> read[positions[position]]);
        return values;
    }

    /** Returns the values of elements of which only the first of equal ones was asked for. */
    private static @Nullable Object[] ofFirsts(@Nullable Object[] values, int[] positions) {
        @Nullable Object[] spread = new Object[positions.length];
        int next = 0;
        for (int position = 0; position < positions.length; position++) {
            spread[position] = (positions[position] == next) ? values[next++] : BatchExecution.ABSENT;
        }
        return spread;
    }

    private Unmatched unmatched() {
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

    private @Nullable Object[] reordered(
            @Nullable Object[] elements, @Nullable Object[] asked, @Nullable Object[] values) {
        Map<@Nullable Object, @Nullable Object> valueOf =
                mayBeEqual ? new IdentityHashMap<>() : new HashMap<>(asked.length * 2);
        for (int i = 0; i < asked.length; i++) {
            valueOf.put(asked[i], values[i]);
        }
        @Nullable Object[] ordered = new Object[elements.length];
        for (int i = 0; i < elements.length; i++) {
            ordered[i] = valueOf.get(elements[i]);
        }
        return ordered;
    }
}
