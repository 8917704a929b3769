package io.github.ms100.cacheasmulti.internal.call;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/** What the application context provides for one operation of a method whose result is cached entry by entry. Thread-safe. */
public interface SeedBinding {

    /** Resolves the caches of a call, given the bean and the caller's arguments. */
    Collection<? extends Cache> resolveCaches(Object target, @Nullable Object[] arguments);

    /** As {@link OperationBinding#cacheManager}. */
    @Nullable
    CacheManager cacheManager();

    /** Makes the key of an element where the operation has no key expression. */
    @Nullable
    Object key(Object target, @Nullable Object element);

    /** Returns whether that is the element itself, unless it is {@code null} or an array. */
    boolean keysAreElements();
}
