package io.github.ms100.cacheasmulti.benchmarks.collectioncacheable;

import de.qaware.tools.collectioncacheableforspring.CollectionCacheable;
import de.qaware.tools.collectioncacheableforspring.CollectionCacheableAutoConfiguration;
import io.github.ms100.cacheasmulti.benchmarks.Batch;
import io.github.ms100.cacheasmulti.benchmarks.Car;
import io.github.ms100.cacheasmulti.benchmarks.Peer;
import io.github.ms100.cacheasmulti.benchmarks.RedisEntries;
import io.github.ms100.cacheasmulti.benchmarks.Store;
import io.github.ms100.cacheasmulti.benchmarks.StoreKind;
import io.github.ms100.cacheasmulti.benchmarks.Variant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

/** {@code @CollectionCacheable}. It has no evict for many keys: that is a loop of single calls. */
public final class CollectionCacheablePeer implements Peer {

    @Override
    public String name() {
        return "collection-cacheable";
    }

    @Override
    public boolean supports(StoreKind store) {
        return store == StoreKind.CONCURRENT_MAP || store == StoreKind.CAFFEINE || store == StoreKind.REDIS_JSON;
    }

    @Override
    public Batch open(StoreKind kind, Store store) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        if (kind == StoreKind.REDIS_JSON) {
            context.registerBean(
                    LettuceConnectionFactory.class,
                    () -> new LettuceConnectionFactory(new RedisStandaloneConfiguration(
                            "127.0.0.1", store.ports().get(0))));
            context.registerBean(CacheManager.class, () -> redis(context.getBean(LettuceConnectionFactory.class)));
        } else {
            context.registerBean(CacheManager.class, store::cacheManager);
        }
        context.register(Application.class);
        context.refresh();
        return new CarsBatch(context.getBean(Cars.class), context);
    }

    /** Its entries are Spring's. */
    @Override
    public Batch openRestorer(StoreKind kind, Store store, Batch measured) {
        return store.byHand(Variant.PLAIN);
    }

    /** Spring Data Redis 2 always waits for what it writes. */
    private static CacheManager redis(LettuceConnectionFactory connectionFactory) {
        return RedisCacheManager.builder(connectionFactory)
                .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig()
                        .entryTtl(RedisEntries.TIME_TO_LIVE)
                        .serializeValuesWith(SerializationPair.fromSerializer(StoreKind.json(Car.class))))
                .build();
    }

    /** The methods of an application. */
    public static class Cars {

        @Cacheable("cars")
        public Car findById(Long id) {
            return Car.load(id);
        }

        @CollectionCacheable("cars")
        public Map<Long, Car> findByIds(Collection<Long> ids) {
            return Car.load(ids);
        }

        @CacheEvict("cars")
        public void evictById(Long id) {}
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(CollectionCacheableAutoConfiguration.class)
    static class Application {

        @Bean
        Cars cars() {
            return new Cars();
        }
    }

    private static final class CarsBatch implements Batch {

        private final Cars cars;

        private final AutoCloseable context;

        CarsBatch(Cars cars, AutoCloseable context) {
            this.cars = cars;
            this.context = context;
        }

        @Override
        public Object find(List<Long> ids) {
            return cars.findByIds(ids);
        }

        @Override
        public void evict(List<Long> ids) {
            for (Long id : ids) {
                cars.evictById(id);
            }
        }

        @Override
        public void close() throws Exception {
            context.close();
        }
    }
}
