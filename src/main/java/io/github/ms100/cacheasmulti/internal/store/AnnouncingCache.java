package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.internal.change.RunningLoad;

/** A batch cache that tells {@linkplain RunningLoad running loads} of each change before it makes it. */
public interface AnnouncingCache {

    /** Returns the same cache without that, for those who store what they have loaded, or tell themselves. */
    EnhancedCache quiet();

    /** Returns a cache without its announcements, if it makes any. */
    static EnhancedCache quiet(EnhancedCache cache) {
        return (cache instanceof AnnouncingCache announcing) ? announcing.quiet() : cache;
    }
}
