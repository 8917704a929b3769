package io.github.ms100.cacheasmulti.internal.store;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.junit.jupiter.api.Nested;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** The batch contract on caches nobody converts, such as a user's subclass of a known class (B2). */
class LoopingViewContractTests {

    @Nested
    class UnknownCache extends ConvertedCacheContractTests {
        @Override
        protected Cache newSource() {
            return new ConcurrentMapCache("unknown") {};
        }
    }

    @Nested
    class CaffeineSubclass extends ConvertedCacheContractTests {
        @Override
        protected Cache newSource() {
            return new CaffeineCache("overridden", Caffeine.newBuilder().build()) {
                @Override
                protected Object lookup(Object key) {
                    Object value = super.lookup(key);
                    return value instanceof String text ? text + "!" : value;
                }
            };
        }
    }
}
