package io.github.ms100.cacheasmulti.cache.batch;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Loads what is not cached. Used by whichever threads call.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @since 2.0.0
 */
@FunctionalInterface
public interface BatchLoader<K, V extends @Nullable Object> {

    /**
     * Loads values.
     *
     * @param keys those that are not cached, in the order of the call; never empty, a set of its own
     * @return the values of those that have one, in any order, under keys that are equal; {@code null} is an empty map. Keys that were
     *     not asked for are dropped, and then none is recorded as missing: its row may be among them
     */
    @Nullable
    Map<? extends K, ? extends @Nullable V> load(Set<K> keys);

    /**
     * As {@link #load}, with the failures of some keys, which are neither cached nor taken for missing. A key about which the result says
     * nothing is missing.
     *
     * @return what came of the keys; {@link Outcome.NotCached} of none
     */
    default BatchResult<K, V> loadResult(Set<K> keys) {
        Map<? extends K, ? extends @Nullable V> loaded = load(keys);
        return BatchResult.of((loaded == null) ? Map.of() : loaded);
    }

    /**
     * Returns a loader that can fail for some keys.
     *
     * @param loader as {@link #loadResult}
     */
    static <K, V extends @Nullable Object> BatchLoader<K, V> ofResult(
            Function<? super Set<K>, BatchResult<K, V>> loader) {
        return new BatchLoader<>() {

            @Override
            public Map<K, V> load(Set<K> keys) {
                return loader.apply(keys).orThrow();
            }

            @Override
            public BatchResult<K, V> loadResult(Set<K> keys) {
                return loader.apply(keys);
            }
        };
    }
}
