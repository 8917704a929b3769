package io.github.ms100.cacheasmulti.internal.call;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** What the application context provides for one operation. */
public interface OperationBinding {

    /** Resolves the caches of a call: at least one. */
    Collection<? extends Cache> resolveCaches(BatchCall call);

    /** Resolves the cache for exceptions of a call; {@code null} if there is none. */
    default @Nullable Cache resolveExceptionCache(BatchCall call) {
        return null;
    }

    /** Returns how keys are made in a call where the operation has no key expression; asked for when one is needed. */
    ElementKeys keys(BatchCall call);

    /** Returns whether different elements then have different keys: those of Spring's default generator, arrays aside. */
    default boolean keysAreDistinct() {
        return false;
    }

    /** Returns whether every element then is its own key, unless it is null or an array. */
    default boolean keysAreElements() {
        return false;
    }

    /** The keys of one call for an operation without a key expression. */
    @FunctionalInterface
    interface ElementKeys {

        /** Makes the key of an element. */
        @Nullable
        Object of(@Nullable Object element);
    }
}
