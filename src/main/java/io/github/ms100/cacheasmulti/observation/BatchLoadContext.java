package io.github.ms100.cacheasmulti.observation;

import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one run of a batch method, which is asked for some or all elements of a call.
 *
 * @since 2.0.0
 */
public final class BatchLoadContext extends BatchContext {

    private @Nullable Integer found;

    private @Nullable Integer missing;

    /**
     * Creates a context.
     *
     * @param elements those that the method is asked for
     */
    public BatchLoadContext(Method method, List<@Nullable Object> elements) {
        super(method, elements);
    }

    /** Returns for how many elements the method has returned something; {@code null} if it failed, or nobody can tell. */
    public @Nullable Integer getFound() {
        return found;
    }

    /** Returns for how many elements the method has returned nothing; {@code null} if it failed, or nobody can tell. */
    public @Nullable Integer getMissing() {
        return missing;
    }

    /** Notes what the method has returned. */
    public void setResult(int found, int missing) {
        this.found = found;
        this.missing = missing;
    }
}
