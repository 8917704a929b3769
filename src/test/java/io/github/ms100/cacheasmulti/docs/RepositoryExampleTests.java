package io.github.ms100.cacheasmulti.docs;

import static io.github.ms100.cacheasmulti.docs.CarTable.BEETLE;
import static io.github.ms100.cacheasmulti.docs.CarTable.BUS;
import static io.github.ms100.cacheasmulti.docs.CarTable.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.keyvalue.core.KeyValueTemplate;
import org.springframework.data.keyvalue.repository.query.KeyValuePartTreeQuery;
import org.springframework.data.keyvalue.repository.query.SpelQueryCreator;
import org.springframework.data.keyvalue.repository.support.KeyValueRepositoryFactoryBean;
import org.springframework.data.map.MapKeyValueAdapter;
import org.springframework.data.redis.core.mapping.RedisMappingContext;
import org.springframework.data.repository.ListCrudRepository;

/** The example of a repository, here one that keeps its rows in a map. */
class RepositoryExampleTests {

    interface CarRepository extends ListCrudRepository<Car, Long> {

        @Override
        @Cacheable("cars")
        List<Car> findAllById(@CacheAsMulti(asElementField = "id") Iterable<Long> ids);
    }

    @Test
    void onlyTheRowsThatAreNotCachedAreAskedFor() {
        try (var context = new AnnotationConfigApplicationContext(Repositories.class)) {
            CarRepository cars = context.getBean(CarRepository.class);
            cars.saveAll(List.of(BEETLE, MINI, BUS));
            assertThat(cars.findAllById(List.of(2L))).containsExactly(MINI);

            assertThat(cars.findAllById(List.of(3L, 2L, 1L))).containsExactly(BUS, MINI, BEETLE);

            assertThat(context.getBean(Rows.class).asked).containsExactly(2L, 3L, 1L);
        }
    }

    /** Writes down which rows it was asked for. */
    static class Rows extends MapKeyValueAdapter {

        private final List<Object> asked = new ArrayList<>();

        @Override
        public Object get(Object id, String keyspace) {
            asked.add(id);
            return super.get(id, keyspace);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    @Import({CacheAsMultiConfiguration.class, Rows.class})
    static class Repositories {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }

        @Bean
        KeyValueRepositoryFactoryBean<CarRepository, Car, Long> carRepository(Rows rows) {
            // The mapping of Redis, because it takes a property named "id" for the id.
            RedisMappingContext mapping = new RedisMappingContext();
            KeyValueRepositoryFactoryBean<CarRepository, Car, Long> factory =
                    new KeyValueRepositoryFactoryBean<>(CarRepository.class);
            factory.setMappingContext(mapping);
            factory.setKeyValueOperations(new KeyValueTemplate(rows, mapping));
            factory.setQueryCreator(SpelQueryCreator.class);
            factory.setQueryType(KeyValuePartTreeQuery.class);
            return factory;
        }
    }
}
