package io.github.ms100.cacheasmulti.internal.call;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.SimpleCacheResolver;

/** What the application context provides for one operation. */
public interface OperationBinding {

    /** Resolves the caches of a call: at least one. */
    Collection<? extends Cache> resolveCaches(CallArguments call);

    /**
     * Returns the manager that gives the caches of every call, by the names that the operation has; {@code null} if a resolver
     * of the user's own may have others.
     */
    @Nullable
    CacheManager cacheManager();

    /** Returns the names of the caches that the operation has. */
    Collection<String> cacheNames();

    /** Returns the manager that a resolver takes the named caches from; {@code null} if nobody can tell. */
    static @Nullable CacheManager managerOf(CacheResolver resolver) {
        return (resolver.getClass() == SimpleCacheResolver.class)
                ? ((SimpleCacheResolver) resolver).getCacheManager()
                : null;
    }

    /** Resolves the cache for exceptions of a call; {@code null} if there is none. */
    default @Nullable Cache resolveExceptionCache(CallArguments call) {
        return null;
    }

    /** Returns how keys are made in a call where the operation has no key expression; asked for when one is needed. */
    ElementKeys keys(CallArguments call);

    /** Returns whether different elements then have different keys: those of Spring's default generator, arrays aside. */
    default boolean keysAreDistinct() {
        return false;
    }

    /** Returns whether every element then is its own key, unless it is null or an array. */
    default boolean keysAreElements() {
        return false;
    }

    /** Returns whether such keys are made of nothing else of a call than the element; always of a method that has no batch argument. */
    boolean keysNeedElementAlone();

    /** The keys of one call for an operation without a key expression. */
    @FunctionalInterface
    interface ElementKeys {

        /** Makes the key of an element. */
        @Nullable
        Object of(@Nullable Object element);
    }
}
