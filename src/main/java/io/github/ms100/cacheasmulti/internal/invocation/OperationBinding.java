package io.github.ms100.cacheasmulti.internal.invocation;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.KeyGenerator;

/** What the application context provides for one operation. */
public interface OperationBinding {

    /**
     * Resolves the caches of a call.
     *
     * @param target the bean
     * @param arguments the caller's own arguments, varargs expanded
     * @return at least one cache
     */
    Collection<? extends Cache> resolveCaches(Object target, @Nullable Object[] arguments);

    /** Returns the generator of keys, used where the operation has no key expression. */
    KeyGenerator keyGenerator();
}
