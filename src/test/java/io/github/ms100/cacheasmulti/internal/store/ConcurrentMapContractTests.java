package io.github.ms100.cacheasmulti.internal.store;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;

/** The batch contract on a map in the heap (B1). */
class ConcurrentMapContractTests {

    @Nested
    class ByReference extends ConvertedCacheContractTests {
        @Override
        protected Cache newSource() {
            return new ConcurrentMapCache("byReference");
        }
    }

    @Nested
    class WithoutNulls extends ConvertedCacheContractTests {
        @Override
        protected Cache newSource() {
            return new ConcurrentMapCache("noNulls", false);
        }
    }

    @Nested
    class ByValue extends ConvertedCacheContractTests {
        @Override
        protected Cache newSource() {
            ConcurrentMapCacheManager manager = new ConcurrentMapCacheManager();
            manager.setStoreByValue(true);
            manager.setBeanClassLoader(ConcurrentMapContractTests.class.getClassLoader());
            manager.setCacheNames(List.of("byValue"));
            return manager.getCache("byValue");
        }
    }
}
