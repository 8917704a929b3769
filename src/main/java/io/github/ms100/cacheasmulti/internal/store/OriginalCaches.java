package io.github.ms100.cacheasmulti.internal.store;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/** Knows cache managers as they were made, and the caches behind those that tools have wrapped. Thread-safe. */
public interface OriginalCaches {

    /** Knows none. */
    OriginalCaches NONE = new OriginalCaches() {
        @Override
        public Collection<CacheManager> managers() {
            return List.of();
        }

        @Override
        public @Nullable Original behind(Cache wrapper, @Nullable CacheManager from) {
            return null;
        }
    };

    /** Returns the managers that have been made so far. */
    Collection<CacheManager> managers();

    /**
     * Returns the cache behind a wrapper; {@code null} if it is none, or if there is any doubt. Never throws.
     *
     * @param from the manager that has given the wrapper; {@code null} if that is not known, and then only the very wrapper
     *     that a manager gives is its
     */
    @Nullable
    Original behind(Cache wrapper, @Nullable CacheManager from);

    /**
     * A cache before it was wrapped.
     *
     * @param cache as its manager made it
     * @param managerBean the name of the manager's bean
     */
    record Original(Cache cache, String managerBean) {}
}
