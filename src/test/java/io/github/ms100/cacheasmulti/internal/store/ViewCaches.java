package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.change.Entries;
import org.springframework.cache.Cache;

/** Views as users see them. */
public final class ViewCaches {

    private ViewCaches() {}

    static EnhancedCache looping(Cache cache) {
        return of(new LoopingView(cache));
    }

    /** Returns what users are given of a view, without anybody who listens to changes. */
    public static EnhancedCache of(StoreView view) {
        return new ViewCache(view, new ChangeFeed(new Unknown()));
    }

    /** Returns the view behind what users are given. */
    public static StoreView viewOf(EnhancedCache cache) {
        return ((ViewCache) cache).view();
    }

    private static final class Unknown implements ChangeFeed.Identities {

        @Override
        public Entries entriesOf(Cache cache) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ChangeFeed.Waiting waiting(Cache cache) {
            return ChangeFeed.Waiting.NO;
        }
    }
}
