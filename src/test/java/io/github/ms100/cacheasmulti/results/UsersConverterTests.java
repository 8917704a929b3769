package io.github.ms100.cacheasmulti.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

@DisplayName("B3 caches that a converter of the user's own turns into batch caches")
class UsersConverterTests {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("S11 a missing element is not stored where the user's own cache refuses nulls")
    void cacheThatRefusesNulls(boolean transactionAware) {
        Cache cache = new WithoutNulls();
        CacheManager manager = new GivenCaches(transactionAware ? new TransactionAwareCacheDecorator(cache) : cache);

        try (CachingContext context = CachingContext.of(manager, ViewConverter.class, Cars.class)) {
            assertThat(context.bean(Cars.class).find(List.of(1, 404))).containsOnlyKeys(1);
        }

        assertThat(cache.get(1)).isNotNull();
        assertThat(cache.get(404)).isNull();
    }

    static class Cars {

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            return Map.of(1, "v1");
        }
    }

    static class WithoutNulls extends ConcurrentMapCache {

        WithoutNulls() {
            super("cars", false);
        }
    }

    static class ViewConverter implements EnhancedCacheConverter<WithoutNulls> {

        @Override
        public EnhancedCache convert(WithoutNulls cache) {
            return new View(cache);
        }
    }

    /** A batch cache that tells nothing of the cache it works on. */
    record View(Cache cache) implements EnhancedCache {

        @Override
        public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
            Map<Object, ValueWrapper> hits = new HashMap<>();
            keys.forEach(key -> hits.put(key, cache.get(key)));
            return hits;
        }

        @Override
        public void multiPut(Map<?, ?> map) {
            map.forEach(cache::put);
        }

        @Override
        public void multiEvict(Collection<?> keys) {
            keys.forEach(cache::evict);
        }

        @Override
        public String getName() {
            return cache.getName();
        }

        @Override
        public Object getNativeCache() {
            return cache.getNativeCache();
        }

        @Override
        public @Nullable ValueWrapper get(Object key) {
            return cache.get(key);
        }

        @Override
        public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
            return cache.get(key, type);
        }

        @Override
        public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
            return cache.get(key, valueLoader);
        }

        @Override
        public void put(Object key, @Nullable Object value) {
            cache.put(key, value);
        }

        @Override
        public void evict(Object key) {
            cache.evict(key);
        }

        @Override
        public void clear() {
            cache.clear();
        }
    }
}
