package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.internal.store.CacheRefusedException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a cache that cannot be what the application says as description and action instead of a stack trace. */
final class CacheRefusedFailureAnalyzer extends AbstractFailureAnalyzer<CacheRefusedException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, CacheRefusedException cause) {
        return new FailureAnalysis(cause.getDescription() + ".", cause.getRemedy(), cause);
    }
}
