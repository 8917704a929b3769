package io.github.ms100.cacheasmulti.observation;

import io.micrometer.common.KeyValues;

/**
 * Names the observation {@code cache.batch}, and its spans such as {@code batch Cars.findByIds}; thread-safe.
 *
 * @since 2.0.0
 */
public class DefaultBatchCallConvention implements BatchCallConvention {

    private final boolean includeKeys;

    /**
     * Creates a convention.
     *
     * @param includeKeys whether spans show the elements
     */
    public DefaultBatchCallConvention(boolean includeKeys) {
        this.includeKeys = includeKeys;
    }

    @Override
    public String getName() {
        return "cache.batch";
    }

    @Override
    public String getContextualName(BatchCallContext context) {
        return BatchTags.name("batch", context);
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(BatchCallContext context) {
        return BatchTags.low(context);
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(BatchCallContext context) {
        return BatchTags.high(context, includeKeys);
    }
}
