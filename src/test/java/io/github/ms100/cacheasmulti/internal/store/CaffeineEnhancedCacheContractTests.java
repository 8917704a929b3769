package io.github.ms100.cacheasmulti.internal.store;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.junit.jupiter.api.Nested;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;

/** The batch contract on Caffeine in all its modes (B1). */
class CaffeineEnhancedCacheContractTests {

    @Nested
    class Plain extends ConvertedCacheContractTests {
        @Override
        protected Cache newSource() {
            return new CaffeineCache("plain", Caffeine.newBuilder().build());
        }
    }

    @Nested
    class Bounded extends ConvertedCacheContractTests {
        @Override
        protected Cache newSource() {
            return new CaffeineCache(
                    "bounded",
                    Caffeine.newBuilder().maximumSize(1_000).recordStats().build());
        }
    }

    @Nested
    class WithoutNulls extends ConvertedCacheContractTests {
        @Override
        protected Cache newSource() {
            return new CaffeineCache("noNulls", Caffeine.newBuilder().build(), false);
        }
    }

    @Nested
    class Async extends ConvertedCacheContractTests {
        @Override
        protected Cache newSource() {
            return new CaffeineCache("async", Caffeine.newBuilder().buildAsync(), true);
        }
    }

    @Nested
    class Loading extends ConvertedCacheContractTests {
        @Override
        protected Cache newSource() {
            return new CaffeineCache("loading", Caffeine.newBuilder().build(CaffeineEnhancedCacheContractTests::load));
        }
    }

    @Nested
    class AsyncLoading extends ConvertedCacheContractTests {
        @Override
        protected Cache newSource() {
            return new CaffeineCache(
                    "asyncLoading", Caffeine.newBuilder().buildAsync(CaffeineEnhancedCacheContractTests::load), true);
        }
    }

    /** Knows the even keys only. */
    private static Object load(Object key) {
        return (Integer) key % 2 == 0 ? key + "@loaded" : null;
    }
}
