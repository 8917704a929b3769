package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.plan.SeedPlan;
import java.lang.reflect.Method;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a family of annotations knows of methods whose results are cached entry by entry (P6).
 *
 * @param source what such methods there are
 * @param binder finds what the application context provides for an operation, at the first call of its method
 */
public record Seeds(
        BiFunction<Method, Class<?>, @Nullable SeedPlan> source,
        BiFunction<SeedPlan, BatchOperation, SeedBinding> binder) {

    /** Of a family that has none. */
    public static final Seeds NONE = new Seeds((method, targetClass) -> null, (plan, operation) -> {
        throw new IllegalStateException("There is no " + plan);
    });
}
