package io.github.ms100.cacheasmulti.test.stores;

import static org.ehcache.config.builders.ResourcePoolsBuilder.heap;
import static org.ehcache.config.builders.ResourcePoolsBuilder.newResourcePoolsBuilder;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CacheLoader;
import org.ehcache.config.units.EntryUnit;
import org.ehcache.config.units.MemoryUnit;
import org.junit.jupiter.api.Nested;
import org.springframework.cache.Cache;
import org.springframework.cache.jcache.JCacheCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

/** The contract on two JSR-107 providers, each in several configurations. */
class JCacheTests {

    @Nested
    class EhcacheByReference extends JCacheContract.OnEhcache {
        EhcacheByReference() {
            super(false, JCaches.settings().setStoreByValue(false));
        }
    }

    @Nested
    class EhcacheByValue extends JCacheContract.OnEhcache {
        EhcacheByValue() {
            super(true, JCaches.settings());
        }
    }

    @Nested
    class EhcacheOffHeap extends JCacheContract.OnEhcache {
        EhcacheOffHeap() {
            super(true, JCaches.tiers(newResourcePoolsBuilder().offheap(1, MemoryUnit.MB)));
        }
    }

    @Nested
    class EhcacheOnHeapAndDisk extends JCacheContract.OnEhcache {
        EhcacheOnHeapAndDisk() {
            super(
                    true,
                    JCaches.tiers(newResourcePoolsBuilder()
                            .heap(10, EntryUnit.ENTRIES)
                            .disk(1, MemoryUnit.MB)));
        }
    }

    @Nested
    class EhcacheReadThrough extends JCacheContract.OnEhcache {
        EhcacheReadThrough() {
            super(true, readThrough());
        }

        @Override
        protected boolean loads() {
            return true;
        }
    }

    @Nested
    class EhcacheWithoutNulls extends JCacheContract.OnEhcache {
        EhcacheWithoutNulls() {
            super(false, JCaches.tiers(heap(1_000)));
        }

        @Override
        protected boolean takesNull() {
            return false;
        }
    }

    @Nested
    class TransactionAwareAroundEhcache extends JCacheContract.OnEhcache {
        TransactionAwareAroundEhcache() {
            super(false, JCaches.tiers(heap(1_000)));
        }

        @Override
        Cache wrap(javax.cache.Cache<Object, Object> created) {
            return new TransactionAwareCacheDecorator(new JCacheCache(created));
        }
    }

    @Nested
    class CaffeineByReference extends JCacheContract.OnCaffeine {
        CaffeineByReference() {
            super(false, JCaches.settings().setStoreByValue(false));
        }
    }

    @Nested
    class CaffeineByValue extends JCacheContract.OnCaffeine {
        CaffeineByValue() {
            super(true, JCaches.settings());
        }
    }

    @Nested
    class CaffeineReadThrough extends JCacheContract.OnCaffeine {
        CaffeineReadThrough() {
            super(true, readThrough());
        }

        @Override
        protected boolean loads() {
            return true;
        }
    }

    @Nested
    class CaffeineWithoutNulls extends JCacheContract.OnCaffeine {
        CaffeineWithoutNulls() {
            super(true, JCaches.settings());
        }

        @Override
        protected boolean takesNull() {
            return false;
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
