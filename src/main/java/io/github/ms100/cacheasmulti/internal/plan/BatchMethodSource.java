package io.github.ms100.cacheasmulti.internal.plan;

import java.lang.reflect.Method;
import java.util.Collection;
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

    /** Returns the batch methods that have been planned so far. */
    Collection<MethodPlan> plans();
}
