package io.github.ms100.cacheasmulti.internal.invocation;

import io.github.ms100.cacheasmulti.internal.batch.Loader;
import io.github.ms100.cacheasmulti.internal.shape.ArgumentShape;
import io.github.ms100.cacheasmulti.internal.shape.ResultShape;
import java.util.HashMap;
import java.util.Map;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/** Runs the user's method: with the elements to load where something is looked up, else with the caller's argument. */
final class InvocationLoader implements Loader {

    private static final @Nullable Object[] NONE = {};

    private final MethodPlan plan;

    private final ProxyMethodInvocation invocation;

    private @Nullable Object[] elements = NONE;

    /** The elements in the order of the container that the method was given. */
    private @Nullable Object[] asked = elements;

    /** What the next run proceeds with. */
    private MethodInvocation next;

    private @Nullable Object returned;

    private boolean ran;

    InvocationLoader(MethodPlan plan, ProxyMethodInvocation invocation) {
        this.plan = plan;
        this.invocation = invocation;
        this.next = invocation;
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

    @Override
    public void prepare(@Nullable Object[] elements) {
        this.elements = elements;
        this.asked = elements;
        this.next = invocation;
        if (elements.length > 0 && plan.method().reads()) {
            ArgumentShape shape = plan.argument();
            int index = plan.method().parameterIndex();
            @Nullable Object[] arguments = invocation.getArguments().clone();
            Object container = shape.rebuild(arguments[index], elements);
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
        @Nullable Object[] values = result.read(returned, asked);
        return (asked == elements) ? values : reordered(elements, asked, values);
    }

    private static @Nullable Object[] reordered(
            @Nullable Object[] elements, @Nullable Object[] asked, @Nullable Object[] values) {
        Map<@Nullable Object, @Nullable Object> valueOf = new HashMap<>(asked.length * 2);
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
