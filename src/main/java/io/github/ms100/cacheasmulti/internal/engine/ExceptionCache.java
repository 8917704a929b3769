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
public record ExceptionCache(CallCache cache, Predicate<Throwable> accepts, UnaryOperator<Throwable> presented) {

    /** Returns what looks the exceptions of keys up; {@code null} if there are none. */
    @Nullable
    Lookup lookUp(List<Object> keys) {
        return keys.isEmpty() ? null : new Lookup(new LinkedHashSet<>(keys).toArray());
    }

    /** Returns what stores an exception; {@code null} if it is none of those that are. */
    @Nullable
    Change store(Object key, Throwable exception, RunningLoad load) {
        if (!accepts.test(exception)) {
            return null;
        }
        KeyedValues entry = new KeyedValues(1, true);
        entry.add(key, exception);
        return new Change.Store(cache, entry, load, false, false);
    }

    private Throwable exception(Object key, @Nullable Object stored) {
        if (stored instanceof Throwable exception) {
            return exception;
        }
        throw new IllegalStateException(
                "Exception cache '%s' holds a %s under the key %s, which is no exception. Give exceptions a cache of their own."
                        .formatted(cache.source().getName(), ClassUtils.getDescriptiveType(stored), Printable.of(key)));
    }

    /** Looks exceptions up. */
    final class Lookup extends Question {

        private Lookup(Object[] keys) {
            super(cache, keys);
        }

        /** Throws the exception of the first key that has one. */
        void throwFound() throws Throwable {
            for (int i = 0; i < keys().length; i++) {
                if (answer()[i] != Values.MISS) {
                    throw presented.apply(exception(keys()[i], answer()[i]));
                }
            }
        }
    }
}
