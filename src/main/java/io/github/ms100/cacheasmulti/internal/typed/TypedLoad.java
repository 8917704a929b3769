package io.github.ms100.cacheasmulti.internal.typed;

import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.engine.CallCache;
import io.github.ms100.cacheasmulti.internal.engine.ElementsAsKeys;
import io.github.ms100.cacheasmulti.internal.engine.Guard;
import io.github.ms100.cacheasmulti.internal.engine.KeyOutcomes;
import io.github.ms100.cacheasmulti.internal.engine.LaterRun;
import io.github.ms100.cacheasmulti.internal.engine.LaterScope;
import io.github.ms100.cacheasmulti.internal.engine.Loading;
import io.github.ms100.cacheasmulti.internal.engine.ReadStep;
import io.github.ms100.cacheasmulti.internal.engine.Step;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One call that looks keys up and loads the rest, and what its caller gets (P2). */
final class TypedLoad<K, V extends @Nullable Object> {

    private final AskedKeys<K> asked;

    private final boolean strictNull;

    private final KeyLoader<K, V> loader;

    private final Guard guard;

    private final Loading loading;

    TypedLoad(AskedKeys<K> asked, boolean strictNull, KeyLoader<K, V> loader, Guard guard, Loading loading) {
        this.asked = asked;
        this.strictNull = strictNull;
        this.loader = loader;
        this.guard = guard;
        this.loading = loading;
    }

    private ReadStep read(List<CallCache> cache) {
        return new ReadStep(ElementsAsKeys.RULES, cache, asked.toArray(), false, null);
    }

    private BatchExecution execution(Step step) {
        return new BatchExecution(List.of(step), guard, asked.toArray(), loading);
    }

    /** Runs it in this thread, which waits. */
    Run run(List<CallCache> cache) throws Throwable {
        BatchExecution execution = execution(read(cache));
        return new Run(execution, execution.run(loader));
    }

    /** Runs it without a thread that waits. */
    CompletableFuture<Run> start(List<CallCache> cache, LaterScope scope) {
        BatchExecution execution = execution(read(cache).detached());
        return new LaterRun(execution, loader, scope).start().thenApply(values -> new Run(execution, values));
    }

    /** What has come of it. */
    final class Run {

        private final BatchExecution execution;

        private final @Nullable Object[] values;

        private Run(BatchExecution execution, @Nullable Object[] values) {
            this.execution = execution;
            this.values = values;
        }

        /** Returns the values; throws if some could not be loaded. */
        Map<K, V> values() {
            return loader.failures().isEmpty() ? asked.values(values, strictNull) : result().orThrow();
        }

        /** Returns what came of each key. */
        @SuppressWarnings("unchecked") // the keys are those of the call
        BatchResult<K, V> result() {
            KeyOutcomes outcomes = new KeyOutcomes(execution, asked.toArray(), values, strictNull, loader.failures());
            return BatchResult.ofOutcomes(
                    asked.outcomes(position -> outcomes.of(position, UnaryOperator.identity())),
                    (Map<K, Throwable>) (Map<?, ?>) outcomes.cacheFailures(),
                    strictNull);
        }
    }
}
