package io.github.ms100.cacheasmulti.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows properties for JSON that cannot be fulfilled as description and action instead of a stack trace. */
final class InvalidJsonSettingsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidJsonSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidJsonSettingsException cause) {
        return new FailureAnalysis(cause.getDescription(), cause.getAction(), cause);
    }
}
