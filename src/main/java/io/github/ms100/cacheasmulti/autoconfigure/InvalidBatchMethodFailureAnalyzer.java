package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a misused {@code @CacheAsMulti} as description and action instead of a stack trace. */
final class InvalidBatchMethodFailureAnalyzer extends AbstractFailureAnalyzer<InvalidBatchMethodException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidBatchMethodException cause) {
        return new FailureAnalysis(cause.getDescription() + ".", cause.getRemedy(), cause);
    }
}
