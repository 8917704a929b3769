package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.cache.support.AbstractValueAdaptingCache;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.stereotype.Component;

/** The example of a converter for a store of the user's own: a grid whose client has bulk operations. */
class CustomStoreExampleTests {

    @Test
    void converterIsFoundAsABeanAndUsesTheBulkOperations() {
        try (var context =
                new AnnotationConfigApplicationContext(CacheAsMultiConfiguration.class, GridCacheConverter.class)) {
            Grid grid = new Grid();
            EnhancedCache cache =
                    context.getBean(EnhancedCacheConversionService.class).convert(new GridCache("grid", grid));

            cache.multiPut(Map.of(1, "one", 2, "two"));

            assertThat(cache.multiGet(List.of(1, 2, 3))).containsOnlyKeys(1, 2);
            assertThat(grid.calls).containsExactly("putAll", "getAll");
        }
    }

    @Component
    static class GridCacheConverter implements EnhancedCacheConverter<GridCache> {

        @Override
        public EnhancedCache convert(GridCache cache) {
            return new GridBatchCache(cache);
        }
    }

    static class GridBatchCache extends GridCache implements EnhancedCache {

        GridBatchCache(GridCache cache) {
            super(cache.getName(), cache.getNativeCache());
        }

        @Override
        public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
            Map<Object, ValueWrapper> hits = new HashMap<>();
            getNativeCache().getAll(keys).forEach((key, stored) -> hits.put(key, toValueWrapper(stored)));
            return hits;
        }

        @Override
        public void multiPut(Map<?, ?> map) {
            Map<Object, Object> stored = new HashMap<>();
            map.forEach((key, value) -> stored.put(key, toStoreValue(value)));
            getNativeCache().putAll(stored);
        }

        @Override
        public void multiEvict(Collection<?> keys) {
            getNativeCache().removeAll(keys);
        }
    }

    /** The user's own Spring cache, key by key. */
    static class GridCache extends AbstractValueAdaptingCache {

        private final String name;

        private final Grid grid;

        GridCache(String name, Grid grid) {
            super(true);
            this.name = name;
            this.grid = grid;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public Grid getNativeCache() {
            return grid;
        }

        @Override
        protected Object lookup(Object key) {
            return grid.entries.get(key);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T get(Object key, Callable<T> loader) {
            return (T) fromStoreValue(grid.entries.computeIfAbsent(key, absent -> load(absent, loader)));
        }

        @Override
        public void put(Object key, Object value) {
            grid.entries.put(key, toStoreValue(value));
        }

        @Override
        public void evict(Object key) {
            grid.entries.remove(key);
        }

        @Override
        public boolean evictIfPresent(Object key) {
            return grid.entries.remove(key) != null;
        }

        @Override
        public void clear() {
            grid.entries.clear();
        }

        private Object load(Object key, Callable<?> loader) {
            try {
                return toStoreValue(loader.call());
            } catch (Exception ex) {
                throw new ValueRetrievalException(key, loader, ex);
            }
        }
    }

    /** The client of the store, which does nothing for an empty batch. */
    static class Grid {

        private final Map<Object, Object> entries = new ConcurrentHashMap<>();

        private final List<String> calls = new ArrayList<>();

        Map<Object, Object> getAll(Collection<?> keys) {
            note("getAll", keys.size());
            Map<Object, Object> found = new HashMap<>();
            for (Object key : keys) {
                entries.computeIfPresent(key, (present, stored) -> {
                    found.put(present, stored);
                    return stored;
                });
            }
            return found;
        }

        void putAll(Map<?, ?> map) {
            note("putAll", map.size());
            entries.putAll(map);
        }

        void removeAll(Collection<?> keys) {
            note("removeAll", keys.size());
            entries.keySet().removeAll(keys);
        }

        private synchronized void note(String call, int size) {
            if (size > 0) {
                calls.add(call);
            }
        }
    }
}
