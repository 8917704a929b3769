package io.github.ms100.cacheasmulti.internal.store;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.junit.jupiter.api.Nested;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

/** The batch contract on transaction-aware caches, outside of a transaction (S21). */
class TransactionAwareEnhancedCacheContractTests {

    @Nested
    class AroundConcurrentMap extends ConvertedCacheContractTests {
        @Override
        protected Cache newSource() {
            return new TransactionAwareCacheDecorator(new ConcurrentMapCache("map"));
        }
    }

    @Nested
    class AroundCaffeine extends ConvertedCacheContractTests {
        @Override
        protected Cache newSource() {
            return new TransactionAwareCacheDecorator(
                    new CaffeineCache("caffeine", Caffeine.newBuilder().build()));
        }
    }

    @Nested
    class AroundCacheWithoutNulls extends ConvertedCacheContractTests {
        @Override
        protected Cache newSource() {
            return new TransactionAwareCacheDecorator(new ConcurrentMapCache("noNulls", false));
        }
    }

    @Nested
    class AroundUnknownCache extends ConvertedCacheContractTests {
        @Override
        protected Cache newSource() {
            return new TransactionAwareCacheDecorator(new ConcurrentMapCache("unknown") {});
        }
    }
}
