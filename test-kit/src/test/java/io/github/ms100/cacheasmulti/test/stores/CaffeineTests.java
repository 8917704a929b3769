package io.github.ms100.cacheasmulti.test.stores;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;

/** The contract on Caffeine in all its modes. */
class CaffeineTests {

    @Nested
    class Plain extends ConvertedContract {
        @Override
        protected Cache newCache() {
            return new CaffeineCache("plain", Caffeine.newBuilder().build());
        }
    }

    @Nested
    class BoundedAndCounted extends ConvertedContract {
        @Override
        protected Cache newCache() {
            return new CaffeineCache(
                    "bounded",
                    Caffeine.newBuilder().maximumSize(1_000).recordStats().build());
        }

        @Override
        protected Object statisticsOf(Cache cache) {
            CacheStats stats = ((CaffeineCache) cache).getNativeCache().stats();
            return List.of(stats.hitCount(), stats.missCount());
        }
    }

    @Nested
    class RefusingNull extends WithoutNulls {
        @Override
        protected Cache newCache() {
            return new CaffeineCache("noNulls", Caffeine.newBuilder().build(), false);
        }
    }

    @Nested
    class Async extends ConvertedContract {
        @Override
        protected Cache newCache() {
            return new CaffeineCache("async", Caffeine.newBuilder().buildAsync(), true);
        }
    }

    @Nested
    class Loading extends ConvertedContract {
        @Override
        protected Cache newCache() {
            return new CaffeineCache("loading", Caffeine.newBuilder().build(CaffeineTests::load));
        }

        @Override
        protected boolean loads() {
            return true;
        }
    }

    @Nested
    class AsyncLoading extends ConvertedContract {
        @Override
        protected Cache newCache() {
            return new CaffeineCache("asyncLoading", Caffeine.newBuilder().buildAsync(CaffeineTests::load), true);
        }

        @Override
        protected boolean loads() {
            return true;
        }
    }

    /** Knows the even keys only. */
    private static Object load(Object key) {
        return (Integer) key % 2 == 0 ? key + "@loaded" : null;
    }
}
