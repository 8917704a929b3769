package io.github.ms100.cacheasmulti.internal.store;

import static org.ehcache.config.builders.ResourcePoolsBuilder.heap;
import static org.ehcache.config.builders.ResourcePoolsBuilder.newResourcePoolsBuilder;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CacheLoader;
import org.ehcache.config.units.EntryUnit;
import org.ehcache.config.units.MemoryUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.springframework.cache.Cache;
import org.springframework.cache.jcache.JCacheCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

/** The batch contract on two JSR-107 providers, each in several configurations (B1). */
class JCacheEnhancedCacheContractTests {

    @Nested
    class EhcacheByReference extends JCacheContractTests.OnEhcache {
        @Override
        protected Configuration<Integer, Serializable> configuration() {
            return JCaches.settings().setStoreByValue(false);
        }
    }

    @Nested
    class EhcacheByValue extends JCacheContractTests.OnEhcache {
        @Override
        protected Configuration<Integer, Serializable> configuration() {
            return JCaches.settings().setStoreByValue(true);
        }
    }

    @Nested
    @Tag("slow")
    class EhcacheOffHeap extends JCacheContractTests.OnEhcache {
        @Override
        protected Configuration<Integer, Serializable> configuration() {
            return JCaches.tiers(newResourcePoolsBuilder().offheap(1, MemoryUnit.MB));
        }
    }

    @Nested
    @Tag("slow")
    class EhcacheOnHeapAndDisk extends JCacheContractTests.OnEhcache {
        @Override
        protected Configuration<Integer, Serializable> configuration() {
            return JCaches.tiers(
                    newResourcePoolsBuilder().heap(10, EntryUnit.ENTRIES).disk(1, MemoryUnit.MB));
        }
    }

    @Nested
    class EhcacheReadThrough extends JCacheContractTests.OnEhcache {
        @Override
        protected Configuration<Integer, Serializable> configuration() {
            return readThrough();
        }
    }

    @Nested
    class EhcacheWithoutNulls extends JCacheContractTests.OnEhcache {
        @Override
        protected Configuration<Integer, Serializable> configuration() {
            return JCaches.tiers(heap(1_000));
        }

        @Override
        protected Cache wrap(javax.cache.Cache<Object, Object> created) {
            return new JCacheCache(created, false);
        }
    }

    @Nested
    class TransactionAwareAroundEhcache extends JCacheContractTests.OnEhcache {
        @Override
        protected Configuration<Integer, Serializable> configuration() {
            return JCaches.tiers(heap(1_000));
        }

        @Override
        protected Cache wrap(javax.cache.Cache<Object, Object> created) {
            return new TransactionAwareCacheDecorator(new JCacheCache(created));
        }
    }

    @Nested
    class CaffeineByReference extends JCacheContractTests.OnCaffeine {
        @Override
        protected Configuration<Integer, Serializable> configuration() {
            return JCaches.settings().setStoreByValue(false);
        }
    }

    @Nested
    class CaffeineByValue extends JCacheContractTests.OnCaffeine {
        @Override
        protected Configuration<Integer, Serializable> configuration() {
            return JCaches.settings().setStoreByValue(true);
        }
    }

    @Nested
    class CaffeineReadThrough extends JCacheContractTests.OnCaffeine {
        @Override
        protected Configuration<Integer, Serializable> configuration() {
            return readThrough();
        }
    }

    @Nested
    class CaffeineWithoutNulls extends JCacheContractTests.OnCaffeine {
        @Override
        protected Configuration<Integer, Serializable> configuration() {
            return JCaches.settings();
        }

        @Override
        protected Cache wrap(javax.cache.Cache<Object, Object> created) {
            return new JCacheCache(created, false);
        }
    }

    private static MutableConfiguration<Integer, Serializable> readThrough() {
        return JCaches.settings().setReadThrough(true).setCacheLoaderFactory(EvenKeys::new);
    }

    /** Knows the even keys only. */
    private static final class EvenKeys implements CacheLoader<Integer, Serializable> {
        @Override
        public Serializable load(Integer key) {
            return key % 2 == 0 ? key + "@loaded" : null;
        }

        @Override
        public Map<Integer, Serializable> loadAll(Iterable<? extends Integer> keys) {
            Map<Integer, Serializable> loaded = new LinkedHashMap<>();
            for (Integer key : keys) {
                if (load(key) != null) {
                    loaded.put(key, load(key));
                }
            }
            return loaded;
        }
    }
}
