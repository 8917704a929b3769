package io.github.ms100.cacheasmulti.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;

@DisplayName("S22 S23 S24 what a failing cache does")
class CacheFailureTests {

    private final FailingCache cache = new FailingCache();

    private final RecordingErrorHandler handler = new RecordingErrorHandler();

    private final CachingContext context = CachingContext.with(handler, Cars.class, cache);

    private final Cars cars = context.bean(Cars.class);

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    @DisplayName("S22 a failed read is reported once, with the user's cache and all keys, and counts as all-miss")
    void failedReadIsAllMiss() {
        cache.put(1, "cached");
        cache.readFailure = new IllegalStateException("down");

        assertThat(cars.find(List.of(1, 2))).containsExactly(Map.entry(1, "loaded 1"), Map.entry(2, "loaded 2"));

        assertThat(handler.heard()).containsExactly("get [1, 2] down");
        assertThat(handler.caches()).containsExactly(cache);
        assertThat(cache.get(1, String.class)).isEqualTo("loaded 1");
    }

    @Test
    @DisplayName("S22 the handler is given the bare key where there is only one")
    void singleKeyIsBare() {
        cache.readFailure = new IllegalStateException("down");
        cache.writeFailure = new IllegalStateException("full");

        cars.find(List.of(7));

        assertThat(handler.heard()).containsExactly("get 7 down", "put 7=loaded 7 full");
    }

    @Test
    @DisplayName("S22 an exception of the handler reaches the caller as it is")
    void exceptionOfTheHandlerIsNotWrapped() {
        cache.readFailure = new IllegalStateException("down");
        handler.rethrow = true;

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> cars.find(List.of(1, 2)))
                .isSameAs(cache.readFailure);
        assertThat(cars.loads()).isEmpty();
    }

    @Test
    @DisplayName("S22 a failed write is reported with the map, and the caller has the result")
    void failedWrite() {
        cache.writeFailure = new IllegalStateException("full");

        assertThat(cars.find(List.of(1, 2))).hasSize(2);

        assertThat(handler.heard()).containsExactly("put [1, 2]={1=loaded 1, 2=loaded 2} full");
    }

    @Test
    @DisplayName("S22 a failed evict is reported with the keys")
    void failedEvict() {
        cache.evictFailure = new IllegalStateException("stuck");

        cars.remove(List.of(1, 2));
        cars.remove(List.of(3));

        assertThat(handler.heard()).containsExactly("evict [1, 2] stuck", "evict 3 stuck");
    }

    @Test
    @DisplayName("S23 a bad entry is reported for its key alone, loaded and overwritten; the others are served")
    void badEntry() {
        cache.put(1, "cached 1");
        cache.put(2, "cached 2");
        cache.put(3, "cached 3");
        cache.badKeys = Set.of(2);

        assertThat(cars.find(List.of(1, 2, 3)).values()).containsExactly("cached 1", "loaded 2", "cached 3");

        assertThat(handler.heard()).containsExactly("get 2 bad 2");
        cache.badKeys = Set.of();
        assertThat(cache.get(2, String.class)).isEqualTo("loaded 2");
    }

    @Test
    @DisplayName("S24 after a partial write the handler hears exactly the keys that failed")
    void partialWrite() {
        cache.refusedKeys = Set.of(2, 3);

        cars.save(List.of(1, 2, 3, 4));

        assertThat(handler.heard()).containsExactly("put [2, 3]={2=loaded 2, 3=loaded 3} refused");
        assertThat(cache.getNativeCache()).containsOnlyKeys(1, 4);
    }

    @Test
    @DisplayName("B1 a cache that changes the keys it is asked for fails; it never puts a value under another key")
    void cacheThatChangesItsArgument() {
        cache.reversesKeys = true;

        assertThat(cars.find(List.of(1, 2, 3)).values()).containsExactly("loaded 1", "loaded 2", "loaded 3");

        assertThat(handler.heard()).hasSize(1);
        assertThat(cache.getNativeCache())
                .containsOnly(Map.entry(1, "loaded 1"), Map.entry(2, "loaded 2"), Map.entry(3, "loaded 3"));
    }

    @Test
    @DisplayName("B1 what a cache does to the entries it is given does not reach the next cache")
    void cacheThatEmptiesItsArgument() {
        RecordingCache next = new RecordingCache("next");
        cache.emptiesEntries = true;
        try (CachingContext caching = CachingContext.with(handler, Cars.class, cache, next)) {
            caching.bean(Cars.class).findInBoth(List.of(1, 2));
        }

        assertThat(handler.heard()).hasSize(1);
        assertThat(next.getNativeCache()).containsOnlyKeys(1, 2);
    }

    @Test
    @DisplayName("S22 what the handler does to the map it is given does not reach the next cache")
    void handlerIsGivenCopies() {
        RecordingCache next = new RecordingCache("next");
        CacheErrorHandler clearing = new SimpleCacheErrorHandler() {
            @Override
            public void handleCachePutError(RuntimeException exception, Cache cache, Object key, Object value) {
                ((Map<?, ?>) value).clear();
            }
        };
        cache.writeFailure = new IllegalStateException("full");
        try (CachingContext caching = CachingContext.with(clearing, Cars.class, cache, next)) {
            caching.bean(Cars.class).findInBoth(List.of(1, 2));
        }

        assertThat(next.getNativeCache()).containsOnlyKeys(1, 2);
    }

    static class Cars {

        private final List<Collection<Integer>> loads = new ArrayList<>();

        List<Collection<Integer>> loads() {
            return loads;
        }

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            loads.add(ids);
            Map<Integer, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, "loaded " + id));
            return found;
        }

        @Cacheable({"cars", "next"})
        public Map<Integer, String> findInBoth(@CacheAsMulti List<Integer> ids) {
            return find(ids);
        }

        @CachePut("cars")
        public List<String> save(@CacheAsMulti List<Integer> ids) {
            return ids.stream().map(id -> "loaded " + id).toList();
        }

        @CacheEvict("cars")
        public void remove(@CacheAsMulti List<Integer> ids) {}
    }

    /** A batch cache of the user's own that fails on demand. */
    static class FailingCache extends ConcurrentMapCache implements EnhancedCache {

        private RuntimeException readFailure;

        private RuntimeException writeFailure;

        private RuntimeException evictFailure;

        private Set<Object> badKeys = Set.of();

        private Set<Object> refusedKeys = Set.of();

        private boolean reversesKeys;

        private boolean emptiesEntries;

        FailingCache() {
            super("cars");
        }

        @Override
        public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
            throwIfSet(readFailure);
            if (reversesKeys) {
                Collections.reverse((List<?>) keys);
            }
            Map<Object, ValueWrapper> hits = new LinkedHashMap<>();
            Map<Object, RuntimeException> failures = new LinkedHashMap<>();
            for (Object key : keys) {
                if (badKeys.contains(key)) {
                    failures.put(key, new IllegalStateException("bad " + key));
                } else {
                    // A third party's null wrapper is a miss (B1).
                    hits.put(key, get(key));
                }
            }
            if (!failures.isEmpty()) {
                hits.values().removeIf(java.util.Objects::isNull);
                throw new PartialBatchException(hits, failures);
            }
            return hits;
        }

        @Override
        public void multiPut(Map<?, ?> map) {
            throwIfSet(writeFailure);
            if (emptiesEntries) {
                map.clear();
            }
            RuntimeException refused = new IllegalStateException("refused");
            Map<Object, RuntimeException> failures = new LinkedHashMap<>();
            map.forEach((key, value) -> {
                if (refusedKeys.contains(key)) {
                    failures.put(key, refused);
                } else {
                    put(key, value);
                }
            });
            if (!failures.isEmpty()) {
                throw new PartialBatchException(failures);
            }
        }

        @Override
        public void multiEvict(Collection<?> keys) {
            throwIfSet(evictFailure);
            keys.forEach(this::evict);
        }

        private static void throwIfSet(RuntimeException failure) {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
