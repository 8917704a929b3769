package io.github.ms100.cacheasmulti.docs;

import static io.github.ms100.cacheasmulti.docs.CarTable.BEETLE;
import static io.github.ms100.cacheasmulti.docs.CarTable.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The examples of several caches, several managers and failing caches. */
class CachesExampleTests {

    @Test
    void cachesAreAskedInTurnForWhatIsStillMissing() {
        RecordingCache near = new RecordingCache("near");
        RecordingCache far = new RecordingCache("far", near.calls());
        near.put(1L, BEETLE);
        far.put(2L, MINI);

        try (CachingContext caching = CachingContext.of(manager(near, far), NearAndFar.class, CarTable.class)) {
            assertThat(caching.bean(NearAndFar.class).findByIds(List.of(1L, 2L, 9L)))
                    .isEqualTo(Map.of(1L, BEETLE, 2L, MINI));

            assertThat(near.calls())
                    .containsExactly("near get [1, 2, 9]", "far get [2, 9]", "near put {9=null}", "far put {9=null}");
            assertThat(caching.bean(CarTable.class).statements()).containsExactly("select [9]");
        }
    }

    @Test
    void loadsAreShared() {
        try (CachingContext caching = CachingContext.of(Shared.class, CarTable.class)) {
            assertThat(caching.bean(Shared.class).findByIds(List.of(1L, 2L))).isEqualTo(Map.of(1L, BEETLE, 2L, MINI));
            caching.bean(Shared.class).findByIds(List.of(2L, 3L));

            assertThat(caching.bean(CarTable.class).statements()).containsExactly("select [1, 2]", "select [3]");
        }
    }

    @Test
    void failedReadIsAMissIfTheErrorHandlerReturns() {
        try (var context = new AnnotationConfigApplicationContext(
                ErrorHandling.class, BrokenStore.class, OnePlace.class, CarTable.class)) {
            assertThat(context.getBean(OnePlace.class).findByIds(List.of(1L, 2L)))
                    .isEqualTo(Map.of(1L, BEETLE, 2L, MINI));

            assertThat(context.getBean(CarTable.class).statements()).containsExactly("select [1, 2]");
        }
    }

    @Test
    void eachMethodMayNameItsManager() {
        try (var context = new AnnotationConfigApplicationContext(
                TwoManagers.class, Enabled.class, TwoPlaces.class, CarTable.class)) {
            TwoPlaces cars = context.getBean(TwoPlaces.class);
            cars.here(List.of(1L));
            cars.there(List.of(2L));

            assertThat(context.getBean("here", CacheManager.class)
                            .getCache("cars")
                            .get(2L))
                    .isNull();
            assertThat(context.getBean("there", CacheManager.class)
                            .getCache("cars")
                            .get(2L))
                    .isNotNull();
        }
    }

    private static CacheManager manager(Cache... caches) {
        SimpleCacheManager manager = new SimpleCacheManager();
        manager.setCaches(Arrays.asList(caches));
        manager.initializeCaches();
        return manager;
    }

    @Configuration
    @EnableCaching
    @Import(CacheAsMultiConfiguration.class)
    static class Enabled {}

    @Configuration
    @Import(Enabled.class)
    static class BrokenStore {

        @Bean
        CacheManager cacheManager() {
            return manager(new BrokenCache());
        }
    }

    static class BrokenCache extends ConcurrentMapCache implements EnhancedCache {

        BrokenCache() {
            super("broken");
        }

        @Override
        public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
            throw new IllegalStateException("connection lost");
        }

        @Override
        public void multiPut(Map<?, ?> map) {
            throw new IllegalStateException("connection lost");
        }

        @Override
        public void multiEvict(Collection<?> keys) {
            throw new IllegalStateException("connection lost");
        }
    }

    static class NearAndFar {

        private final CarTable cars;

        NearAndFar(CarTable cars) {
            this.cars = cars;
        }

        @Cacheable({"near", "far"})
        public Map<Long, Car> findByIds(@CacheAsMulti Collection<Long> ids) {
            return cars.selectByIds(ids);
        }
    }

    static class OnePlace {

        private final CarTable cars;

        OnePlace(CarTable cars) {
            this.cars = cars;
        }

        @Cacheable("broken")
        public Map<Long, Car> findByIds(@CacheAsMulti Collection<Long> ids) {
            return cars.selectByIds(ids);
        }
    }

    static class Shared {

        private final CarTable cars;

        Shared(CarTable cars) {
            this.cars = cars;
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public Map<Long, Car> findByIds(@CacheAsMulti(maxLoadSize = 500) Collection<Long> ids) {
            return cars.selectByIds(ids);
        }
    }

    @Configuration
    static class ErrorHandling implements CachingConfigurer {

        private static final Log logger = LogFactory.getLog(ErrorHandling.class);

        @Override
        public CacheErrorHandler errorHandler() {
            return new SimpleCacheErrorHandler() {
                @Override
                public void handleCacheGetError(RuntimeException exception, Cache cache, Object keys) {
                    logger.warn("Cache " + cache.getName() + " cannot read " + keys, exception); // go on: all missed
                }

                @Override
                public void handleCachePutError(RuntimeException exception, Cache cache, Object keys, Object values) {
                    logger.warn("Cache " + cache.getName() + " cannot store " + keys, exception);
                }
            };
        }
    }

    @Configuration
    static class TwoManagers {

        @Bean
        @Primary
        CacheManager here() {
            return new CaffeineCacheManager();
        }

        @Bean
        CacheManager there() {
            return new ConcurrentMapCacheManager();
        }
    }

    static class TwoPlaces {

        private final CarTable cars;

        TwoPlaces(CarTable cars) {
            this.cars = cars;
        }

        @Cacheable("cars")
        public Map<Long, Car> here(@CacheAsMulti Collection<Long> ids) {
            return cars.selectByIds(ids);
        }

        @Cacheable(cacheNames = "cars", cacheManager = "there")
        public Map<Long, Car> there(@CacheAsMulti Collection<Long> ids) {
            return cars.selectByIds(ids);
        }
    }
}
