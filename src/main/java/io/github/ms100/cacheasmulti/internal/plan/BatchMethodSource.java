package io.github.ms100.cacheasmulti.internal.plan;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads batch methods from one family of cache annotations. */
public interface BatchMethodSource {

    /**
     * Plans the calls of a method.
     *
     * @param method the method as it was found or called
     * @param targetClass the class of the bean
     * @return the plan, or {@code null} if it is no batch method: no batch parameter, or no annotation of the family
     * @throws io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException if it cannot work
     */
    @Nullable
    MethodPlan plan(Method method, Class<?> targetClass);

    /**
     * As {@link #plan}, of a method that has the annotation itself; anew each time.
     *
     * @return the plan, or {@code null} if it has not, or no annotation of the family
     */
    default @Nullable SeedPlan seedPlan(Method method, Class<?> targetClass) {
        return null;
    }

    /** Returns those that have been {@linkplain #seedPlan planned} so far, as their beans were made. */
    default Collection<SeedPlan> seedPlans() {
        return List.of();
    }

    /** Returns the batch methods that have been planned so far. */
    Collection<MethodPlan> plans();
}
