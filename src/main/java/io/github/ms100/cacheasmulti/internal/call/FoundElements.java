package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import io.github.ms100.cacheasmulti.internal.shape.ResultShape;
import org.jspecify.annotations.Nullable;

/** Counts for how many elements a batch method has returned something. */
final class FoundElements {

    private FoundElements() {}

    static int count(@Nullable Object[] values, MethodPlan plan) {
        ResultShape result = plan.result();
        int found = 0;
        for (Object value : values) {
            boolean isFound = value != null
                    && value != BatchExecution.ABSENT
                    && value != BatchExecution.UNKNOWN
                    && (result == null || !result.isMissing(value));
            found += isFound ? 1 : 0;
        }
        return found;
    }

    /** Counts those that could not be loaded, of which nobody knows. */
    static int notLoaded(@Nullable Object[] values) {
        int failed = 0;
        for (Object value : values) {
            failed += (value == BatchExecution.UNKNOWN) ? 1 : 0;
        }
        return failed;
    }
}
