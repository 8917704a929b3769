package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.cache.batch.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What has come of each element of one call, for a caller who is told (P2). */
public final class KeyOutcomes {

    private final BatchExecution execution;

    private final @Nullable Object[] elements;

    private final @Nullable Object[] values;

    private final boolean strictNull;

    private final LoadFailures failures;

    /**
     * Creates the outcomes of a call that is over.
     *
     * @param values of the elements, as the execution has returned them
     * @param strictNull whether {@code null} is a value (S11)
     * @param failures why elements could not be loaded
     */
    public KeyOutcomes(
            BatchExecution execution,
            @Nullable Object[] elements,
            @Nullable Object[] values,
            boolean strictNull,
            LoadFailures failures) {
        this.execution = execution;
        this.elements = elements;
        this.values = values;
        this.strictNull = strictNull;
        this.failures = failures;
    }

    /**
     * Makes the caller's result.
     *
     * @param leftOut those of which nothing is told
     * @param shown makes of a value what the caller gets
     */
    public BatchResult<@Nullable Object, Object> result(Lookalikes leftOut, UnaryOperator<@Nullable Object> shown) {
        Map<@Nullable Object, Outcome<Object>> outcomes = new LinkedHashMap<>((int) Math.ceil(elements.length / 0.75));
        for (int i = 0; i < elements.length; i++) {
            if (!leftOut.follow(i)) {
                outcomes.put(elements[i], of(i, shown));
            }
        }
        return BatchResult.ofOutcomes(outcomes, cacheFailures(), strictNull);
    }

    /**
     * Makes the caller's result of a map of the elements, in their order, which becomes that of their outcomes.
     *
     * @param shown as above
     */
    @SuppressWarnings("unchecked") // all values are set
    public BatchResult<@Nullable Object, Object> result(
            Map<@Nullable Object, @Nullable Object> collected, UnaryOperator<@Nullable Object> shown) {
        int index = 0;
        for (Map.Entry<@Nullable Object, @Nullable Object> entry : collected.entrySet()) {
            entry.setValue(of(index, shown));
            index++;
        }
        Map<@Nullable Object, Outcome<Object>> outcomes =
                (Map<@Nullable Object, Outcome<Object>>) (Map<?, ?>) collected;
        return BatchResult.ofOutcomes(outcomes, cacheFailures(), strictNull);
    }

    /** Returns what has come of an element. */
    public Outcome<Object> of(int index, UnaryOperator<@Nullable Object> shown) {
        Object value = values[index];
        if (value == BatchExecution.UNKNOWN) {
            return new Outcome.Failed<>(failures.of(elements[index]));
        }
        boolean loaded = execution.isLoaded(index);
        if (value == BatchExecution.ABSENT || (loaded && value == null && !strictNull)) {
            return new Outcome.Missing<>();
        }
        Object told = (value == null && !strictNull) ? null : shown.apply(value);
        return loaded ? new Outcome.Loaded<>(told) : new Outcome.Hit<>(told);
    }

    /** Returns why elements could not be read, which are as if no cache held them. */
    public Map<@Nullable Object, Throwable> cacheFailures() {
        if (!execution.guard().remembersUnread()) {
            return Map.of();
        }
        Map<@Nullable Object, Throwable> unread = new LinkedHashMap<>();
        for (int i = 0; i < elements.length; i++) {
            Throwable failure = execution.unread(i);
            if (failure != null) {
                unread.put(elements[i], failure);
            }
        }
        return unread;
    }
}
