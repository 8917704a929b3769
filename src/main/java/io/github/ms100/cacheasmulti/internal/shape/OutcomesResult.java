package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.cache.batch.Outcome;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A result that says of each element what came of it (P5). */
final class OutcomesResult extends ResultShape {

    OutcomesResult(BatchMethod method, Object absent) {
        super(method, absent);
    }

    @Override
    public @Nullable Object[] read(@Nullable Object returned, @Nullable Object[] asked, Unmatched unmatched) {
        LoadedOutcomes outcomes = new LoadedOutcomes((BatchResult<?, ?>) returned, method());
        @Nullable Object[] values = new Object[asked.length];
        int said = 0;
        for (int i = 0; i < asked.length; i++) {
            Object value = outcomes.value(asked[i], missing());
            said += outcomes.contain(asked[i]) ? 1 : 0;
            values[i] = (value instanceof Outcome.Failed) ? value : unwrap(value);
            if (values[i] == missing()) {
                unmatched.missing(asked[i]);
            }
        }
        if (said < outcomes.elements().size()) {
            unmatched.addOthers(outcomes.elements(), unmatched::isElement);
        }
        return values;
    }

    @Override
    public boolean isMissing(@Nullable Object value) {
        return value == null;
    }

    @Override
    public boolean tellsFailures() {
        return true;
    }

    @Override
    public Object assemble(@Nullable Object[] elements, int @Nullable [] positions, @Nullable Object[] values) {
        throw new UnsupportedOperationException("There is more to tell than values");
    }

    @Override
    public Map<@Nullable Object, @Nullable Object> collect(@Nullable Object[] elements) {
        Map<@Nullable Object, @Nullable Object> collected =
                new LinkedHashMap<>((int) Math.ceil(elements.length / 0.75));
        for (Object element : elements) {
            collected.put(element, null);
        }
        return collected;
    }

    @Override
    public boolean holdsEqualElements() {
        return false;
    }
}
