package io.github.ms100.cacheasmulti.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Says how the observation of a call of a batch method is named and tagged; a bean of this type takes the place of the {@linkplain
 * DefaultBatchCallConvention default}.
 *
 * @since 2.0.0
 */
public interface BatchCallConvention extends ObservationConvention<BatchCallContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof BatchCallContext;
    }
}
