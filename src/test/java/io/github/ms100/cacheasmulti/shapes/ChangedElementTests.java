package io.github.ms100.cacheasmulti.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;

@DisplayName("S5 elements whose hash code the method changes")
class ChangedElementTests {

    @Test
    void areFoundInTheResultOfAPut() {
        try (CachingContext context = CachingContext.with(Cars.class, new ConcurrentMapCache("cars"))) {
            Car car = new Car();

            Map<Car, Car> created = context.bean(Cars.class).createAll(List.of(car));

            assertThat(created).containsEntry(car, car);
            assertThat(context.cache("cars").get(7).get()).isSameAs(car);
        }
    }

    @Test
    void areFoundInTheResultOfALoad() {
        try (CachingContext context = CachingContext.with(Cars.class, new ConcurrentMapCache("cars"))) {
            Car car = new Car();

            Map<Car, String> found = context.bean(Cars.class).complete(List.of(car));

            assertThat(found).containsEntry(car, "complete");
        }
    }

    static class Cars {

        @CachePut(cacheNames = "cars", key = "#cars.id")
        public Map<Car, Car> createAll(@CacheAsMulti List<Car> cars) {
            cars.forEach(car -> car.id = 7);
            return cars.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
        }

        @Cacheable(cacheNames = "cars", key = "#cars.toString()")
        public Map<Car, String> complete(@CacheAsMulti List<Car> cars) {
            cars.forEach(car -> car.id = 7);
            return cars.stream().collect(Collectors.toMap(Function.identity(), car -> "complete"));
        }
    }

    static final class Car {

        private Integer id;

        public Integer getId() {
            return id;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Car car && Objects.equals(car.id, id);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(id);
        }

        @Override
        public String toString() {
            return "car " + id;
        }
    }
}
