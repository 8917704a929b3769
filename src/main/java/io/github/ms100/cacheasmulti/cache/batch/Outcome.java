package io.github.ms100.cacheasmulti.cache.batch;

import org.jspecify.annotations.Nullable;

/**
 * What came of one key in a batch: exactly one of the kinds below.
 *
 * @param <V> the type of values
 * @since 2.0.0
 */
public sealed interface Outcome<V extends @Nullable Object> {

    /**
     * The cache holds it, or a call that was under way has loaded it.
     *
     * @param value what it holds; {@code null} for a cached {@code null}
     */
    record Hit<V extends @Nullable Object>(@Nullable V value) implements Outcome<V> {}

    /**
     * It was not cached, and has been loaded.
     *
     * @param value what was loaded; {@code null} only where {@code null} is a value
     */
    record Loaded<V extends @Nullable Object>(@Nullable V value) implements Outcome<V> {}

    /** It was not cached, and the loader had nothing. */
    record Missing<V extends @Nullable Object>() implements Outcome<V> {}

    /** It was not cached, or could not be read, and nothing was to be loaded. */
    record NotCached<V extends @Nullable Object>() implements Outcome<V> {}

    /**
     * It was not cached, and could not be loaded: nobody knows whether there is a value.
     *
     * @param cause why
     */
    record Failed<V extends @Nullable Object>(Throwable cause) implements Outcome<V> {

        /**
         * Checks the cause.
         *
         * @throws IllegalArgumentException if it is {@code null}
         */
        public Failed {
            if (cause == null) {
                throw new IllegalArgumentException("A key that has failed needs an exception that says why");
            }
        }
    }
}
