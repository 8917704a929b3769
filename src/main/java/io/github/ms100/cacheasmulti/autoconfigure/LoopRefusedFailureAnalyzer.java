package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.internal.store.LoopRefusedException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a cache without batch operations, which is to be refused, as description and action instead of a stack trace. */
final class LoopRefusedFailureAnalyzer extends AbstractFailureAnalyzer<LoopRefusedException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LoopRefusedException cause) {
        return new FailureAnalysis(cause.getDescription() + ".", cause.getRemedy(), cause);
    }
}
