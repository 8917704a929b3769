package io.github.ms100.cacheasmulti.test.stores;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

/** The contract on maps in the heap, on caches that nobody converts (B2), and around both outside of a transaction (S21). */
class HeapStoreTests {

    @Nested
    class ConcurrentMap extends ConvertedContract {
        @Override
        protected Cache newCache() {
            return new ConcurrentMapCache("byReference");
        }
    }

    @Nested
    class ConcurrentMapWithoutNulls extends WithoutNulls {
        @Override
        protected Cache newCache() {
            return new ConcurrentMapCache("noNulls", false);
        }
    }

    @Nested
    class ConcurrentMapByValue extends ConvertedContract {
        @Override
        protected Cache newCache() {
            return cacheByValue();
        }

        @Override
        protected boolean byValue() {
            return true;
        }
    }

    @Nested
    class UnknownCache extends ConvertedContract {
        @Override
        protected Cache newCache() {
            return new ConcurrentMapCache("unknown") {};
        }
    }

    @Nested
    class CaffeineSubclass extends ConvertedContract {
        @Override
        protected Cache newCache() {
            return new CaffeineCache("overridden", Caffeine.newBuilder().build()) {
                @Override
                protected Object lookup(Object key) {
                    Object value = super.lookup(key);
                    return value instanceof String text ? text + "!" : value;
                }
            };
        }
    }

    @Nested
    class TransactionAwareAroundConcurrentMap extends ConvertedContract {
        @Override
        protected Cache newCache() {
            return new TransactionAwareCacheDecorator(new ConcurrentMapCache("map"));
        }
    }

    @Nested
    class TransactionAwareAroundCaffeine extends ConvertedContract {
        @Override
        protected Cache newCache() {
            return new TransactionAwareCacheDecorator(
                    new CaffeineCache("caffeine", Caffeine.newBuilder().build()));
        }
    }

    @Nested
    class TransactionAwareWithoutNulls extends WithoutNulls {
        @Override
        protected Cache newCache() {
            return new TransactionAwareCacheDecorator(new ConcurrentMapCache("noNulls", false));
        }
    }

    @Nested
    class TransactionAwareAroundUnknownCache extends ConvertedContract {
        @Override
        protected Cache newCache() {
            return new TransactionAwareCacheDecorator(new ConcurrentMapCache("unknown") {});
        }
    }

    static Cache cacheByValue() {
        ConcurrentMapCacheManager manager = new ConcurrentMapCacheManager();
        manager.setStoreByValue(true);
        manager.setBeanClassLoader(HeapStoreTests.class.getClassLoader());
        manager.setCacheNames(List.of("byValue"));
        return manager.getCache("byValue");
    }
}
