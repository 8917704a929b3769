package io.github.ms100.cacheasmulti.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations that there are.
 *
 * @since 2.0.0
 */
public enum BatchObservation implements ObservationDocumentation {

    /** One run of a batch method. */
    LOAD {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultBatchLoadConvention.class;
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return new KeyName[] {
                HighCardinality.ELEMENTS, HighCardinality.FOUND, HighCardinality.MISSING, HighCardinality.KEYS
            };
        }
    },

    /** One call of a batch method, with all that it asks of caches and loads. */
    CALL {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultBatchCallConvention.class;
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return new KeyName[] {HighCardinality.ELEMENTS, HighCardinality.KEYS};
        }
    };

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
        return LowCardinality.values();
    }

    /** Tags of meters and spans. */
    public enum LowCardinality implements KeyName {

        /** The class that declares the method. */
        NAMESPACE("code.namespace"),

        /** The method. */
        FUNCTION("code.function"),

        /** The simple name of the class of what it threw, or {@code none}. */
        EXCEPTION("exception"),

        /** {@code SUCCESS} or {@code ERROR}. */
        OUTCOME("outcome");

        private final String key;

        LowCardinality(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** Tags of spans alone. */
    public enum HighCardinality implements KeyName {

        /** How many elements there are. */
        ELEMENTS("cache.batch.elements"),

        /** For how many of them the method has returned something. */
        FOUND("cache.batch.found"),

        /** For how many of them the method has returned nothing. */
        MISSING("cache.batch.missing"),

        /** The elements themselves, if the application wants to see them. */
        KEYS("cache.key");

        private final String key;

        HighCardinality(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }
}
