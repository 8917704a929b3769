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
}
