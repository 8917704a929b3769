package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.batch.BatchCache;
import io.github.ms100.cacheasmulti.cache.batch.BatchCaches;
import io.github.ms100.cacheasmulti.cache.batch.BatchLoader;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Ways to find many cars of one cache. */
enum TypedSide {

    /** The annotated method that returns a map. */
    METHOD,
    GET_ALL,
    LOAD,
    /** The annotated method that returns a {@code BatchResult}. */
    RESULT_METHOD,
    JETCACHE,
    METHOD_AGAIN;

    private static final String PEER = "JetCache local";

    /** Returns whether it can be measured: another library is only in the process of its own class path. */
    boolean isThere() {
        return this != JETCACHE || Peer.named(PEER).isPresent();
    }

    Batch open(Store store) throws Exception {
        return switch (this) {
            case METHOD, METHOD_AGAIN -> Subject.CACHE_AS_MULTI.open(store.cacheManager(), Variant.PLAIN);
            case GET_ALL -> inApplication(store, context -> {
                BatchCache<Long, Car> cars = cars(context);
                BatchLoader<Long, Car> loader = Car::load;
                return ids -> cars.getAll(ids, loader);
            });
            case LOAD -> inApplication(store, context -> {
                BatchCache<Long, Car> cars = cars(context);
                BatchLoader<Long, Car> loader = Car::load;
                return ids -> cars.load(ids, loader);
            });
            case RESULT_METHOD -> inApplication(store, context -> context.getBean(ResultCars.class)::findByIds);
            case JETCACHE -> peer().open(StoreKind.CAFFEINE, store);
        };
    }

    private static Peer peer() {
        Optional<Peer> peer = Peer.named(PEER);
        return peer.orElseThrow(() -> new IllegalStateException(PEER + " is not on the class path"));
    }

    private static BatchCache<Long, Car> cars(ApplicationContext context) {
        return context.getBean(BatchCaches.class).cache(Cars.CACHE, Car.class);
    }

    private static Batch inApplication(Store store, Function<ApplicationContext, Function<List<Long>, ?>> finds) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(CacheManager.class, store::cacheManager);
        context.register(Application.class);
        context.refresh();
        return new Finding(finds.apply(context), context);
    }

    private record Finding(Function<List<Long>, ?> find, AnnotationConfigApplicationContext context) implements Batch {

        @Override
        public Object find(List<Long> ids) {
            return find.apply(ids);
        }

        @Override
        public void evict(List<Long> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            context.close();
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(CacheAsMultiConfiguration.class)
    static class Application {

        @Bean
        ResultCars cars() {
            return new ResultCars();
        }
    }

    /** As {@link Cars}. */
    public static class ResultCars {

        @Cacheable(Cars.CACHE)
        public BatchResult<Long, Car> findByIds(@CacheAsMulti List<Long> ids) {
            return BatchResult.of(Car.load(ids));
        }
    }
}
