package io.github.ms100.cacheasmulti.failure;

import static io.github.ms100.cacheasmulti.fixture.Growth.assertLinear;
import static io.github.ms100.cacheasmulti.fixture.Growth.cpuTime;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.interceptor.CacheErrorHandler;

@DisplayName("The effort of a batch grows with its keys, not with their square, also where something fails")
@Tag("slow")
class FailurePathGrowthTests {

    private final Counter handler = new Counter();

    @ParameterizedTest
    @EnumSource
    @DisplayName("S23, S24 every key fails by itself, and the handler returns")
    void everyKeyFails(Call call) {
        try (CachingContext context = CachingContext.with(handler, Cars.class, new DeadCache())) {
            assertLinear(size -> cpuTime(() -> call.on.accept(context.bean(Cars.class), ids(size))));

            assertThat(handler.heard).isGreaterThan(90_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S23, S24 a batch cache tells of every key, with a few causes for all of them")
    void fewCauses(Call call) {
        try (CachingContext context = CachingContext.with(handler, Cars.class, new DeadBatchCache())) {
            assertLinear(size -> cpuTime(() -> call.on.accept(context.bean(Cars.class), ids(size))));

            assertThat(handler.heard).isPositive();
        }
    }

    @Test
    @DisplayName("S16 every second element finds nothing under the key it shares, and is loaded after all")
    void unstoredValues() {
        try (CachingContext context = CachingContext.with(handler, Cars.class, new ConcurrentMapCache("cars"))) {
            assertLinear(size -> cpuTime(() -> context.bean(Cars.class).findUnstored(ids(size))));
        }
    }

    @Test
    @DisplayName("S16 portions of elements that share keys")
    void portionsOfSharedKeys() {
        Cache cache = new ConcurrentMapCache("cars");
        try (CachingContext context = CachingContext.with(handler, Cars.class, cache)) {
            assertLinear(size -> {
                cache.clear();
                return cpuTime(() -> context.bean(Cars.class).findInPortions(ids(size)));
            });
        }
    }

    @Test
    @DisplayName("S12 portions that are sorted maps, each in an order of its own")
    void sortedPortions() {
        Cache cache = new ConcurrentMapCache("cars");
        try (CachingContext context = CachingContext.with(handler, Cars.class, cache)) {
            assertLinear(size -> {
                cache.clear();
                return cpuTime(() -> context.bean(Cars.class).findSorted(ids(size)));
            });
        }
    }

    private static List<Integer> ids(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    enum Call {
        FIND(Cars::find),
        SAVE(Cars::save),
        REMOVE(Cars::remove),
        REMOVE_BEFORE(Cars::removeBefore);

        private final transient Cars.Use on;

        Call(Cars.Use on) {
            this.on = on;
        }
    }

    static class Cars {

        interface Use {
            void accept(Cars cars, List<Integer> ids);
        }

        @Cacheable("cars")
        public List<Integer> find(@CacheAsMulti List<Integer> ids) {
            return new ArrayList<>(ids);
        }

        @CachePut("cars")
        public List<Integer> save(@CacheAsMulti List<Integer> ids) {
            return new ArrayList<>(ids);
        }

        @CacheEvict("cars")
        public void remove(@CacheAsMulti List<Integer> ids) {}

        @CacheEvict(cacheNames = "cars", beforeInvocation = true)
        public void removeBefore(@CacheAsMulti List<Integer> ids) {}

        @Cacheable(cacheNames = "cars", key = "#ids / 2", unless = "true")
        public List<Integer> findUnstored(@CacheAsMulti List<Integer> ids) {
            return new ArrayList<>(ids);
        }

        @Cacheable(cacheNames = "cars", key = "#ids / 2")
        public List<Integer> findInPortions(@CacheAsMulti(maxLoadSize = 10) List<Integer> ids) {
            return new ArrayList<>(ids);
        }

        @Cacheable("cars")
        public SortedMap<Integer, Integer> findSorted(@CacheAsMulti(maxLoadSize = 10) List<Integer> ids) {
            SortedMap<Integer, Integer> found = new TreeMap<>(Comparator.comparing(Integer::intValue));
            ids.forEach(id -> found.put(id, id));
            return found;
        }
    }

    /** A cache of which every single call fails, with an exception of its own. */
    private static final class DeadCache extends ConcurrentMapCache {

        DeadCache() {
            super("cars");
        }

        @Override
        protected Object lookup(Object key) {
            throw dead();
        }

        @Override
        public void put(Object key, Object value) {
            throw dead();
        }

        @Override
        public void evict(Object key) {
            throw dead();
        }

        @Override
        public boolean evictIfPresent(Object key) {
            throw dead();
        }
    }

    private static final class DeadBatchCache extends ConcurrentMapCache implements EnhancedCache {

        private static final List<RuntimeException> CAUSES =
                IntStream.range(0, 100).mapToObj(number -> dead()).toList();

        DeadBatchCache() {
            super("cars");
        }

        @Override
        public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
            throw failure(keys);
        }

        @Override
        public void multiPut(Map<?, ?> map) {
            throw failure(map.keySet());
        }

        @Override
        public void multiEvict(Collection<?> keys) {
            throw failure(keys);
        }

        private static PartialBatchException failure(Collection<?> keys) {
            Map<Object, RuntimeException> failures = new LinkedHashMap<>();
            keys.forEach(key -> failures.put(key, CAUSES.get(failures.size() % CAUSES.size())));
            return new PartialBatchException(failures);
        }
    }

    private static RuntimeException dead() {
        return new IllegalStateException("dead");
    }

    private static final class Counter implements CacheErrorHandler {

        private int heard;

        @Override
        public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
            heard++;
        }

        @Override
        public void handleCachePutError(RuntimeException exception, Cache cache, Object key, Object value) {
            heard++;
        }

        @Override
        public void handleCacheEvictError(RuntimeException exception, Cache cache, Object key) {
            heard++;
        }

        @Override
        public void handleCacheClearError(RuntimeException exception, Cache cache) {
            heard++;
        }
    }
}
