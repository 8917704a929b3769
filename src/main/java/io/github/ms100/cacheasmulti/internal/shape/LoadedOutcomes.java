package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.cache.batch.Outcome;
import io.github.ms100.cacheasmulti.support.Printable;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a loader says of each element by a {@link BatchResult} (P3). */
public final class LoadedOutcomes {

    private final Map<?, ? extends Outcome<?>> outcomes;

    /** Also those that another cache holds as missing. */
    private final Set<?> missing;

    private final Object loader;

    /**
     * Reads a result.
     *
     * @param result says nothing of any element if it is {@code null}
     * @param loader who says it, for messages
     */
    public LoadedOutcomes(@Nullable BatchResult<?, ?> result, Object loader) {
        BatchResult<?, ?> said = (result == null) ? BatchResult.of(Map.of()) : result;
        this.outcomes = said.outcomes();
        this.missing = said.missing();
        this.loader = loader;
    }

    /**
     * Returns the value of an element; {@code otherwise} if there is none, and an {@link Outcome.Failed} if it has failed.
     *
     * @throws IllegalArgumentException if the loader says that it is not cached
     */
    public @Nullable Object value(@Nullable Object element, @Nullable Object otherwise) {
        Outcome<?> outcome = outcomes.get(element);
        if (outcome == null || missing.contains(element)) {
            return otherwise;
        }
        if (outcome instanceof Outcome.Loaded<?> loaded) {
            return loaded.value();
        }
        if (outcome instanceof Outcome.Hit<?> hit) {
            return hit.value();
        }
        if (outcome instanceof Outcome.NotCached) {
            throw new IllegalArgumentException(
                    "%s returned that %s is not cached, but was to say what it is. Return what a load has brought, not a lookup"
                            .formatted(loader, Printable.withType(element)));
        }
        return outcome;
    }

    /** Returns whether it says something of an element. */
    public boolean contain(@Nullable Object element) {
        return outcomes.containsKey(element);
    }

    /** Returns the elements of which it says something. */
    public Set<?> elements() {
        return outcomes.keySet();
    }
}
