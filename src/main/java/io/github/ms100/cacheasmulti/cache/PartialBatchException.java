package io.github.ms100.cacheasmulti.cache;

import io.github.ms100.cacheasmulti.support.Printable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.cache.Cache.ValueWrapper;

/**
 * Thrown by an {@link EnhancedCache} when a batch failed for some of its keys only.
 *
 * <p>Keys that are neither among the {@linkplain #getHits() hits} nor among the {@linkplain #getFailures() failures}
 * succeeded: they were misses of a read, or were written or evicted. Failures that have one cause share one exception
 * object; they reach the {@code CacheErrorHandler} together.
 *
 * @since 2.0.0
 */
public final class PartialBatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int NAMED_KEYS = 10;

    private final transient Map<Object, ValueWrapper> hits;

    private final transient Map<Object, RuntimeException> failures;

    /**
     * Creates an exception for a write or an evict.
     *
     * @param failures what went wrong, by key; not empty
     */
    public PartialBatchException(Map<?, ? extends RuntimeException> failures) {
        this(Map.of(), failures);
    }

    /**
     * Creates an exception for a read.
     *
     * @param hits the entries that could be read
     * @param failures what went wrong, by key; not empty
     */
    public PartialBatchException(Map<?, ? extends ValueWrapper> hits, Map<?, ? extends RuntimeException> failures) {
        super(message(failures.keySet()), first(failures));
        this.hits = Collections.unmodifiableMap(new LinkedHashMap<>(hits));
        this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    /** Returns the entries that could be read all the same; empty for a write or an evict. */
    public Map<Object, ValueWrapper> getHits() {
        return hits;
    }

    /** Returns what went wrong, by key, in the order of the batch; never empty. */
    public Map<Object, RuntimeException> getFailures() {
        return failures;
    }

    private static String message(Set<?> keys) {
        String named = keys.stream().limit(NAMED_KEYS).map(Printable::of).collect(Collectors.joining(", "));
        return "Cache operation failed for %d key(s): [%s%s]"
                .formatted(keys.size(), named, keys.size() > NAMED_KEYS ? ", ..." : "");
    }

    private static RuntimeException first(Map<?, ? extends RuntimeException> failures) {
        if (failures.isEmpty()) {
            throw new IllegalArgumentException("A PartialBatchException needs at least one failed key");
        }
        return failures.values().iterator().next();
    }
}
