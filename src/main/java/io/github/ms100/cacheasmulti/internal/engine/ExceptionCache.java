package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.support.Printable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * The cache of an operation for exceptions of the user's method (J3).
 *
 * @param cache holds them by the key of the element
 * @param accepts which of them are stored
 * @param presented makes of a stored exception, which many threads may see, the one to throw in this call
 */
public record ExceptionCache(BatchCache cache, Predicate<Throwable> accepts, UnaryOperator<Throwable> presented) {

    /** Throws the exception that is stored for the first of the given keys that has one. */
    void throwStored(List<Object> keys, Guard guard) throws Throwable {
        Object[] distinct = new LinkedHashSet<>(keys).toArray();
        if (distinct.length == 0) {
            return;
        }
        @Nullable Object[] stored = Values.misses(distinct.length);
        guard.read(cache, distinct, stored, false);
        for (int i = 0; i < distinct.length; i++) {
            if (stored[i] != Values.MISS) {
                throw presented.apply(exception(distinct[i], stored[i]));
            }
        }
    }

    /** Stores an exception, if it is one of those that are. */
    void store(Object key, Throwable exception, Writes caches, RunningLoad load) {
        if (accepts.test(exception)) {
            KeyedValues entry = new KeyedValues(1, true);
            entry.add(key, exception);
            caches.fill(cache, entry, load);
        }
    }

    private Throwable exception(Object key, @Nullable Object stored) {
        if (stored instanceof Throwable exception) {
            return exception;
        }
        throw new IllegalStateException(
                "Exception cache '%s' holds a %s under the key %s, which is no exception. Give exceptions a cache of their own."
                        .formatted(cache.source().getName(), ClassUtils.getDescriptiveType(stored), Printable.of(key)));
    }
}
