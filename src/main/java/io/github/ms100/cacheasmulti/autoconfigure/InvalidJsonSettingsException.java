package io.github.ms100.cacheasmulti.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The properties ask for JSON in a way that cannot be fulfilled. */
@SuppressWarnings("serial")
final class InvalidJsonSettingsException extends IllegalStateException {

    private static final String PREFIX = CacheAsMultiRedisProperties.PREFIX + ".";

    private final String description;

    private final String action;

    private InvalidJsonSettingsException(String description, String action, RuntimeException cause) {
        super(description + " " + action, cause);
        this.description = description;
        this.action = action;
    }

    static InvalidJsonSettingsException allowedPackages(IllegalArgumentException cause) {
        return new InvalidJsonSettingsException(
                "Property '%sjson-allowed-packages' is invalid: %s.".formatted(PREFIX, cause.getMessage()),
                "Correct the entry: 'com.acme', for example, allows all classes of that package and of its sub-packages.",
                cause);
    }

    static InvalidJsonSettingsException noJackson(IllegalStateException cause) {
        return new InvalidJsonSettingsException(
                "Property '%sserialize-to-json' is true, but: %s.".formatted(PREFIX, cause.getMessage()),
                "Add one of them to the class path, or set the property to false.",
                cause);
    }

    /** Shows description and action instead of a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<InvalidJsonSettingsException> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, InvalidJsonSettingsException cause) {
            return new FailureAnalysis(cause.description, cause.action, cause);
        }
    }
}
