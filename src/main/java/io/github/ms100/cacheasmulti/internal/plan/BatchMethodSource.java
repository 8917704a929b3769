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
     * @return the plan, or {@code null} if there is none: no annotation, on a parameter or the method itself, or none of the family
     * @throws io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException if it cannot work
     */
    @Nullable
    Plan plan(Method method, Class<?> targetClass);

    /** Returns the plans that have been made so far. */
    Collection<Plan> plans();
}
