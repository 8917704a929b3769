package io.github.ms100.cacheasmulti.cache.batch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by whoever loads a batch, a method with {@code @CacheAsMulti} too, when some of it could not be loaded: what could is cached, and
 * given to those who wait for it. Keys in neither map are as those that failed: not cached, and not taken for missing. The exception
 * reaches the caller; what it holds is taken by the load that it is thrown in, and by none around that. Make a new one for each load.
 *
 * @since 2.0.0
 */
public final class PartialLoadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<Object, @Nullable Object> loaded;

    private final transient Map<Object, Throwable> failures;

    /**
     * Creates an exception, whose cause is the first failure.
     *
     * @param loaded the value of each element that was loaded, as the method for a single element returns it; copied. {@code null} is a
     *     value of {@code null}, and that of a missing element where {@code null} is none
     * @param failures why others were not, by element; copied, may be empty
     * @throws IllegalArgumentException if an element is in both, or a failure is {@code null}
     * @throws NullPointerException if one of the maps is {@code null}
     */
    public PartialLoadException(Map<?, ?> loaded, Map<?, ? extends Throwable> failures) {
        super(
                "%d elements were loaded, %d have failed".formatted(loaded.size(), failures.size()),
                failures.isEmpty() ? null : failures.values().iterator().next());
        this.loaded = Collections.unmodifiableMap(new LinkedHashMap<>(loaded));
        this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
        BatchResult.checkApart(this.loaded, this.failures);
    }

    /** Returns the value of each element that was loaded, in the order given; unmodifiable, and empty where it came from another JVM. */
    public Map<Object, @Nullable Object> getLoaded() {
        return (loaded == null) ? Map.of() : loaded;
    }

    /** Returns why others were not, by element, in the order given; unmodifiable, and empty where it came from another JVM. */
    public Map<Object, Throwable> getFailures() {
        return (failures == null) ? Map.of() : failures;
    }
}
