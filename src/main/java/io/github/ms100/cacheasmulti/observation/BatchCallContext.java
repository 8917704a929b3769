package io.github.ms100.cacheasmulti.observation;

import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one call of a batch method.
 *
 * @since 2.0.0
 */
public final class BatchCallContext extends BatchContext {

    /**
     * Creates a context.
     *
     * @param elements those of the call; duplicates are one where something is looked up
     */
    public BatchCallContext(Method method, List<@Nullable Object> elements) {
        super(method, elements);
    }
}
