package io.github.ms100.cacheasmulti.observation;

import io.github.ms100.cacheasmulti.observation.BatchObservation.HighCardinality;
import io.github.ms100.cacheasmulti.observation.BatchObservation.LowCardinality;
import io.github.ms100.cacheasmulti.support.Printable;
import io.micrometer.common.KeyValues;

/** What calls and loads are tagged with. */
final class BatchTags {

    private BatchTags() {}

    static String name(String what, BatchContext context) {
        return "%s %s.%s"
                .formatted(
                        what,
                        context.getMethod().getDeclaringClass().getSimpleName(),
                        context.getMethod().getName());
    }

    static KeyValues low(BatchContext context) {
        Throwable error = context.getError();
        return KeyValues.of(
                LowCardinality.NAMESPACE.withValue(
                        context.getMethod().getDeclaringClass().getName()),
                LowCardinality.FUNCTION.withValue(context.getMethod().getName()),
                LowCardinality.EXCEPTION.withValue(error == null ? "none" : simpleName(error.getClass())),
                LowCardinality.OUTCOME.withValue(error == null ? "SUCCESS" : "ERROR"));
    }

    private static String simpleName(Class<?> type) {
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    static KeyValues high(BatchContext context, boolean includeKeys) {
        KeyValues values = KeyValues.of(HighCardinality.ELEMENTS.withValue(
                String.valueOf(context.getElements().size())));
        return includeKeys ? values.and(HighCardinality.KEYS.withValue(Printable.all(context.getElements()))) : values;
    }
}
