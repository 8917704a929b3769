package io.github.ms100.cacheasmulti.internal.invocation;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** What the application context provides for one operation. */
public interface OperationBinding {

    /**
     * Resolves the caches of a call.
     *
     * @param target the bean
     * @param arguments the caller's own arguments
     * @return at least one cache
     */
    Collection<? extends Cache> resolveCaches(Object target, @Nullable Object[] arguments);

    /** Resolves the cache for exceptions of a call; {@code null} if there is none. */
    default @Nullable Cache resolveExceptionCache(Object target, @Nullable Object[] arguments) {
        return null;
    }

    /** Returns how keys are made where the operation has no key expression. */
    KeyGeneration keyGeneration();
}
