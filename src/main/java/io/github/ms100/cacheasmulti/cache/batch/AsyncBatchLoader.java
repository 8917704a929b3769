package io.github.ms100.cacheasmulti.cache.batch;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Loads what is not cached, without a thread that waits.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @see BatchLoader
 * @since 2.0.0
 */
@FunctionalInterface
public interface AsyncBatchLoader<K, V extends @Nullable Object> {

    /**
     * Begins to load values.
     *
     * @param keys as for {@link BatchLoader#load}
     * @return ends with what {@link BatchLoader#load} returns; not {@code null}
     */
    CompletionStage<? extends @Nullable Map<? extends K, ? extends @Nullable V>> load(Set<K> keys);

    /** As {@link #load}, with what {@link BatchLoader#loadResult} returns. */
    default CompletionStage<BatchResult<K, V>> loadResult(Set<K> keys) {
        CompletionStage<? extends @Nullable Map<? extends K, ? extends @Nullable V>> loading = load(keys);
        if (loading == null) {
            throw new IllegalStateException("%s returned null in place of a CompletionStage".formatted(this));
        }
        return loading.thenApply(loaded -> BatchResult.of((loaded == null) ? Map.of() : loaded));
    }

    /**
     * Returns a loader that can fail for some keys.
     *
     * @param loader as {@link #loadResult}
     */
    static <K, V extends @Nullable Object> AsyncBatchLoader<K, V> ofResult(
            Function<? super Set<K>, CompletionStage<BatchResult<K, V>>> loader) {
        return new AsyncBatchLoader<>() {

            @Override
            public CompletionStage<Map<K, V>> load(Set<K> keys) {
                return loader.apply(keys).thenApply(BatchResult::orThrow);
            }

            @Override
            public CompletionStage<BatchResult<K, V>> loadResult(Set<K> keys) {
                return loader.apply(keys);
            }
        };
    }
}
