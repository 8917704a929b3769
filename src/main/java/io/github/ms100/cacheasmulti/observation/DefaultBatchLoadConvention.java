package io.github.ms100.cacheasmulti.observation;

import io.github.ms100.cacheasmulti.observation.BatchObservation.HighCardinality;
import io.micrometer.common.KeyValues;

/**
 * Names the observation {@code cache.batch.load}, and its spans such as {@code load Cars.findByIds}; thread-safe.
 *
 * @since 2.0.0
 */
public class DefaultBatchLoadConvention implements BatchLoadConvention {

    private final boolean includeKeys;

    /**
     * Creates a convention.
     *
     * @param includeKeys whether spans show the elements
     */
    public DefaultBatchLoadConvention(boolean includeKeys) {
        this.includeKeys = includeKeys;
    }

    @Override
    public String getName() {
        return "cache.batch.load";
    }

    @Override
    public String getContextualName(BatchLoadContext context) {
        return BatchTags.name("load", context);
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(BatchLoadContext context) {
        return BatchTags.low(context);
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(BatchLoadContext context) {
        KeyValues values = BatchTags.high(context, includeKeys);
        Integer found = context.getFound();
        Integer missing = context.getMissing();
        return (found == null || missing == null)
                ? values
                : values.and(
                        HighCardinality.FOUND.withValue(found.toString()),
                        HighCardinality.MISSING.withValue(missing.toString()));
    }
}
