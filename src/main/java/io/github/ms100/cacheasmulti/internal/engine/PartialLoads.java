package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.cache.batch.PartialLoadException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which loads that failed in part have been taken notice of: the exception goes on through the loaders of other caches, whose values
 * those that it holds are not (P4). Thread-safe.
 */
public final class PartialLoads {

    private static final Map<PartialLoadException, Boolean> TAKEN = Collections.synchronizedMap(new WeakHashMap<>());

    private PartialLoads() {}

    /** Returns what a load has thrown if it has loaded some, and nobody has taken that before; else {@code null}. */
    public static @Nullable PartialLoadException take(Throwable thrown) {
        return (thrown instanceof PartialLoadException partial && TAKEN.put(partial, true) == null) ? partial : null;
    }
}
