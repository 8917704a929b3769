package io.github.ms100.cacheasmulti.support;

import java.util.Set;

/**
 * What becomes of batches on caches that have no batch operations, so that their keys are handled one by one. A bean of
 * this type takes the place of {@link #DEFAULT}; Spring Boot makes it of the {@code cache-as-multi} properties.
 *
 * @param onLoop what to do about such a cache
 * @param transparentWrappers names of classes of caches that batches may pass by, as tools wrap around the caches of an
 *     application to watch them: if the cache manager was a bean before it was wrapped, batches use the cache that it had
 *     then. Single methods, error handlers and user code still see the wrapper, which in turn sees nothing of the batches
 * @since 2.0.0
 */
public record LoopSettings(OnLoop onLoop, Set<String> transparentWrappers) {

    /** One warning for each such cache, and no wrapper is passed by. */
    public static final LoopSettings DEFAULT = new LoopSettings(OnLoop.WARN, Set.of());

    /** Creates settings. */
    public LoopSettings {
        transparentWrappers = Set.copyOf(transparentWrappers);
    }

    /** What to do about a cache that has no batch operations. A {@code NoOpCache} needs none. */
    public enum OnLoop {

        /** Log one warning for each cache name. */
        WARN,

        /**
         * Refuse it: the start of the application where its batch methods name the cache and its manager has it by then, else
         * every batch.
         */
        FAIL,

        /** Say nothing. */
        IGNORE
    }
}
