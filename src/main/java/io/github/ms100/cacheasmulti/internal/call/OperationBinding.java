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

    /** Returns how keys are made in a call where the operation has no key expression. */
    ElementKeys keys(BatchCall call);

    /** The keys of one call for an operation without a key expression. */
    interface ElementKeys {

        /** Makes the key of an element. */
        @Nullable
        Object of(@Nullable Object element);

        /** Returns whether different elements have different keys: those of Spring's default generator, arrays aside. */
        default boolean areDistinct() {
            return false;
        }

        /** Returns whether every element is its own key, unless it is null or an array. */
        default boolean areElements() {
            return false;
        }
    }
}
