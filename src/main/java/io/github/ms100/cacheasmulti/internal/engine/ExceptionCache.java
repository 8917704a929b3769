package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.support.Printable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.springframework.cache.Cache.ValueWrapper;
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
    void throwStored(List<Object> keys, GuardedCaches guarded) throws Throwable {
        Map<Object, ValueWrapper> stored = guarded.get(cache, Collections.unmodifiableList(keys));
        for (Object key : keys) {
            ValueWrapper hit = stored.get(key);
            if (hit != null) {
                throw presented.apply(exception(key, hit));
            }
        }
    }

    /** Stores an exception, if it is one of those that are. */
    void store(Object key, Throwable exception, GuardedCaches guarded, RunningLoad load) {
        if (accepts.test(exception)) {
            guarded.fill(cache, Map.of(key, exception), load);
        }
    }

    private Throwable exception(Object key, ValueWrapper hit) {
        if (hit.get() instanceof Throwable exception) {
            return exception;
        }
        throw new IllegalStateException(
                "Exception cache '%s' holds a %s under the key %s, which is no exception. Give exceptions a cache of their own."
                        .formatted(
                                cache.source().getName(), ClassUtils.getDescriptiveType(hit.get()), Printable.of(key)));
    }
}
