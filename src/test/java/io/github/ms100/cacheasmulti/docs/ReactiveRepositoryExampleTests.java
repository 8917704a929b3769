package io.github.ms100.cacheasmulti.docs;

import static io.github.ms100.cacheasmulti.docs.CarTable.BEETLE;
import static io.github.ms100.cacheasmulti.docs.CarTable.BUS;
import static io.github.ms100.cacheasmulti.docs.CarTable.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.util.Collection;
import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.repository.reactive.ReactiveCrudRepository;
import reactor.core.publisher.Flux;

/** The example of a reactive repository, here one that only knows how to find cars, in the order of their table. */
class ReactiveRepositoryExampleTests {

    interface CarRepository extends ReactiveCrudRepository<Car, Long> {

        @Override
        @Cacheable("cars")
        Flux<Car> findAllById(@CacheAsMulti(asElementField = "id") Iterable<Long> ids);
    }

    @Test
    void onlyTheRowsThatAreNotCachedAreAskedFor() {
        try (CachingContext context = CachingContext.of(CarTable.class, Repositories.class)) {
            CarRepository cars = context.bean(CarRepository.class);

            assertThat(cars.findAllById(List.of(2L)).collectList().block()).containsExactly(MINI);
            assertThat(cars.findAllById(List.of(3L, 2L, 1L)).collectList().block())
                    .containsExactlyInAnyOrder(BUS, MINI, BEETLE);

            assertThat(context.bean(CarTable.class).statements()).containsExactly("select [2]", "select [3, 1]");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Repositories {

        @Bean
        @SuppressWarnings("unchecked")
        CarRepository carRepository(CarTable table) {
            MethodInterceptor query = call -> Flux.defer(() -> Flux.fromIterable(
                    table.selectByIds((Collection<Long>) call.getArguments()[0]).values()));
            return ProxyFactory.getProxy(CarRepository.class, query);
        }
    }
}
