package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.LocalCopies;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javax.cache.Caching;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import javax.cache.configuration.MutableConfiguration;
import org.ehcache.jsr107.EhcacheCachingProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.jcache.JCacheCacheManager;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.test.util.AopTestUtils;

@DisplayName("J4, S1 single and batch methods of both families share entries with equal keys")
class SharedEntriesTests {

    private static final List<String> NAMES = List.of("cars", "others", "failures");

    @ParameterizedTest(name = "J4, S1 what {0} stored under one family is found by the other")
    @EnumSource
    void storedByOneIsFoundByAll(Store store) {
        store.use((cars, target) -> {
            cars.springSingle(1);
            cars.springBatch(List.of(2));
            cars.jcacheSingle(3);
            cars.jcacheBatch(List.of(4));
            cars.save(Map.of(5, "car 5"));
            target.loaded.clear();

            List<Integer> all = List.of(1, 2, 3, 4, 5);
            assertThat(cars.springBatch(all)).containsExactly("car 1", "car 2", "car 3", "car 4", "car 5");
            assertThat(cars.jcacheBatch(all)).isEqualTo(cars.springBatch(all));
            all.forEach(id -> assertThat(cars.springSingle(id)).isEqualTo(cars.jcacheSingle(id)));
            assertThat(target.loaded).isEmpty();
        });
    }

    @ParameterizedTest(name = "J4, S1 what {0} evicted by one family is gone for the other")
    @EnumSource
    void evictedByOneIsGoneForAll(Store store) {
        store.use((cars, target) -> {
            cars.save(new LinkedHashMap<>(Map.of(1, "a", 2, "b", 3, "c", 4, "d", 5, "e")));
            cars.springEvict(List.of(1));
            cars.jcacheRemove(List.of(2));
            cars.jcacheRemove(5);
            target.loaded.clear();

            cars.jcacheBatch(List.of(1, 3, 2));
            assertThat(target.loaded).containsExactly(List.of(1, 2));
            assertThat(cars.springSingle(5)).isEqualTo("car 5");
            assertThat(target.loaded).containsExactly(List.of(1, 2), List.of(5));

            cars.springEvict(List.of(1, 2));
            assertThat(cars.springBatch(List.of(4, 2))).containsExactly("d", "car 2");
            assertThat(target.loaded).containsExactly(List.of(1, 2), List.of(5), List.of(2));
        });
    }

    @ParameterizedTest(name = "J4, S14 keys of several parameters over {0}")
    @EnumSource
    void keysOfSeveralParametersAreEqual(Store store) {
        store.use((cars, target) -> {
            cars.springOfGarage("north", List.of(1, 2));
            cars.saveOfGarage("north", Map.of(3, "three"));

            assertThat(cars.jcacheOfGarage("north", List.of(3, 2, 1))).containsExactly("three", "car 2", "car 1");
            assertThat(target.loaded).containsExactly(List.of(1, 2));
        });
    }

    @ParameterizedTest(name = "J4, S11 a missing element over {0}")
    @EnumSource
    void missingElementsAreSharedToo(Store store) {
        store.use((cars, target) -> {
            cars.jcacheBatch(List.of(-1));
            cars.springBatch(List.of(-2));
            target.loaded.clear();

            assertThat(cars.springBatch(List.of(-1, -2))).containsExactly(null, null);
            assertThat(cars.jcacheBatch(List.of(-2, -1))).containsExactly(null, null);
            assertThat(cars.jcacheSingle(-2)).isNull();
            assertThat(target.loaded).isEmpty();
        });
    }

    @ParameterizedTest(name = "J3 exceptions over {0}")
    @EnumSource
    void exceptionsAreSharedWithTheSingleMethod(Store store) {
        store.use((cars, target) -> {
            catchThrowable(() -> cars.failing(List.of(1)));
            catchThrowable(() -> cars.failing(2));

            assertThat(catchThrowable(() -> cars.failing(1)))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no [1]");
            assertThat(catchThrowable(() -> cars.failing(List.of(9, 2))))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no 2")
                    .hasRootCauseMessage("cause");
        });
    }

    @ParameterizedTest(name = "J4, S17 a method of both families over {0}")
    @EnumSource
    void aMethodOfBothFamiliesDoesWhatTheSingleMethodDoes(Store store) {
        store.use((cars, target) -> {
            for (int id : List.of(1, 2)) {
                cars.jcacheOther(id);
            }
            cars.bothSingle(1);
            cars.bothBatch(List.of(2));
            target.loaded.clear();

            // Hits of the outer family do not reach the inner one.
            cars.jcacheOther(1);
            cars.bothSingle(1);
            cars.bothBatch(List.of(1, 2));
            cars.jcacheOther(1);
            cars.jcacheOther(2);

            assertThat(target.loaded).containsExactly(List.of(1), List.of(2));
        });
    }

    enum Store {
        CONCURRENT_MAP,
        CAFFEINE,
        EHCACHE,
        REDIS,
        /** With copies in front of it (L1). */
        REDIS_LOCAL,
        /** With copies in front of it that are bytes (L1, L4). */
        REDIS_LOCAL_BYTES;

        void use(BiConsumer<Cars, Cars> test) {
            switch (this) {
                case CONCURRENT_MAP -> use(new ConcurrentMapCacheManager(), test);
                case CAFFEINE -> use(new CaffeineCacheManager(), test);
                case EHCACHE -> useEhcache(test);
                case REDIS -> useRedis(test);
                case REDIS_LOCAL -> useCopies(LocalLevel.Copies.OBJECTS, test);
                case REDIS_LOCAL_BYTES -> useCopies(LocalLevel.Copies.BYTES, test);
            }
        }

        private static void use(CacheManager manager, BiConsumer<Cars, Cars> test) {
            use(CachingContext.of(manager, Cars.class), test);
        }

        private static void use(CachingContext caching, BiConsumer<Cars, Cars> test) {
            try (caching) {
                Cars cars = caching.bean(Cars.class);
                test.accept(cars, AopTestUtils.getTargetObject(cars));
            }
        }

        private static void useEhcache(BiConsumer<Cars, Cars> test) {
            try (javax.cache.CacheManager caches = Caching.getCachingProvider(EhcacheCachingProvider.class.getName())
                    .getCacheManager()) {
                NAMES.forEach(name -> caches.createCache(name, new MutableConfiguration<>()));
                JCacheCacheManager manager = new JCacheCacheManager(caches);
                manager.afterPropertiesSet();
                use(manager, test);
            }
        }

        private static void useCopies(LocalLevel.Copies kind, BiConsumer<Cars, Cars> test) {
            TestRedis.deleteEverything();
            LettuceConnectionFactory connections = TestRedis.lettuce();
            try (LocalCopies copies = new LocalCopies(connections, kind, NAMES)) {
                RedisCacheManager manager = copies.newManager(RedisCacheConfiguration.defaultCacheConfig());
                use(CachingContext.of(manager, connections, Cars.class), test);
                assertThat(copies.hits()).as("reads that copies have answered").isPositive();
            }
        }

        private static void useRedis(BiConsumer<Cars, Cars> test) {
            TestRedis.deleteEverything();
            LettuceConnectionFactory connections = TestRedis.lettuce();
            // By default a single put need not be done when it returns: the next read could miss it.
            RedisCacheManager manager = RedisManagers.of(connections, RedisCacheConfiguration.defaultCacheConfig());
            use(CachingContext.of(manager, connections, Cars.class), test);
        }
    }

    @CacheDefaults(cacheName = "cars")
    @CacheConfig(cacheNames = "cars")
    static class Cars {

        final List<List<Integer>> loaded = new ArrayList<>();

        private List<String> load(List<Integer> ids) {
            loaded.add(List.copyOf(ids));
            List<String> cars = new ArrayList<>();
            ids.forEach(id -> cars.add((id < 0) ? null : "car " + id));
            return cars;
        }

        @Cacheable
        public String springSingle(Integer id) {
            return load(List.of(id)).get(0);
        }

        @Cacheable
        public List<String> springBatch(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @CacheResult
        public String jcacheSingle(Integer id) {
            return load(List.of(id)).get(0);
        }

        @CacheResult
        public List<String> jcacheBatch(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @CachePut
        public void save(@CacheAsMulti @CacheValue Map<Integer, String> values) {}

        @CacheEvict
        public void springEvict(@CacheAsMulti List<Integer> ids) {}

        @CacheRemove
        public void jcacheRemove(@CacheAsMulti List<Integer> ids) {}

        @CacheRemove
        public void jcacheRemove(Integer id) {}

        @Cacheable
        public List<String> springOfGarage(String garage, @CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @CacheResult
        public List<String> jcacheOfGarage(String garage, @CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @CachePut
        public void saveOfGarage(String garage, @CacheAsMulti @CacheValue Map<Integer, String> values) {}

        @CacheResult(cacheName = "others")
        public String jcacheOther(Integer id) {
            return load(List.of(id)).get(0);
        }

        @Cacheable
        @CacheRemove(cacheName = "others")
        public String bothSingle(Integer id) {
            return load(List.of(id)).get(0);
        }

        @Cacheable
        @CacheRemove(cacheName = "others")
        public List<String> bothBatch(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @CacheResult(exceptionCacheName = "failures")
        public String failing(Integer id) {
            throw new IllegalArgumentException("no " + id, new IllegalStateException("cause"));
        }

        @CacheResult(exceptionCacheName = "failures")
        public List<String> failing(@CacheAsMulti List<Integer> ids) {
            throw new IllegalArgumentException("no " + ids, new IllegalStateException("cause"));
        }
    }
}
