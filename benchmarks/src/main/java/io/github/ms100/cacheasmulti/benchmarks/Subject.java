package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.util.List;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Whose work is measured. */
enum Subject {
    LIMIT,
    CACHE_AS_MULTI,
    LOOP_OF_CACHE,
    LOOP_OF_METHOD,
    /** One call of a method without {@code @CacheAsMulti}, by Spring itself; for size 1. */
    SINGLE_CALL;

    Batch open(Store store, Variant variant) {
        return switch (this) {
            case LIMIT -> store.byHand(variant);
            case LOOP_OF_CACHE -> loopOfCache(store, variant);
            case CACHE_AS_MULTI, LOOP_OF_METHOD, SINGLE_CALL -> open(store.cacheManager(), variant);
        };
    }

    private static Batch loopOfCache(Store store, Variant variant) {
        Cache cache = store.cacheManager().getCache(Cars.CACHE);
        return new LoopOfCache(cache, variant);
    }

    /** Opens an application whose methods are called. */
    Batch open(CacheManager cacheManager, Variant variant) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(CacheManager.class, () -> cacheManager);
        context.register(Application.class);
        context.refresh();
        Cars cars = context.getBean(Cars.class);
        Batch batch =
                switch (this) {
                    case CACHE_AS_MULTI -> new BatchMethods(cars, variant);
                    case SINGLE_CALL -> new SingleCall(cars);
                    default -> new LoopOfMethod(cars, variant);
                };
        return new InApplication(batch, context);
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(CacheAsMultiConfiguration.class)
    static class Application {

        @Bean
        Cars cars() {
            return new Cars();
        }
    }

    private record SingleCall(Cars cars) implements Batch {

        @Override
        public Object find(List<Long> ids) {
            return cars.findById(ids.get(0));
        }

        @Override
        public void evict(List<Long> ids) {
            cars.evictById(ids.get(0));
        }
    }

    /** A record, so that nothing but a final field is between the benchmark and the batch. */
    private record InApplication(Batch batch, AutoCloseable context) implements Batch {

        @Override
        public Object find(List<Long> ids) throws Exception {
            return batch.find(ids);
        }

        @Override
        public void evict(List<Long> ids) throws Exception {
            batch.evict(ids);
        }

        @Override
        public void close() throws Exception {
            context.close();
        }
    }
}
