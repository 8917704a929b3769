package io.github.ms100.cacheasmulti.observation;

import io.micrometer.observation.Observation;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a batch that is observed. For the thread of the batch.
 *
 * @since 2.0.0
 */
public abstract sealed class BatchContext extends Observation.Context permits BatchCallContext, BatchLoadContext {

    private final Method method;

    private final List<@Nullable Object> elements;

    BatchContext(Method method, List<@Nullable Object> elements) {
        this.method = method;
        this.elements = elements;
    }

    /** Returns the batch method, as the class of its bean has it. */
    public final Method getMethod() {
        return method;
    }

    /** Returns its elements, in argument order; never modified, and only to be looked at. */
    public final List<@Nullable Object> getElements() {
        return elements;
    }
}
