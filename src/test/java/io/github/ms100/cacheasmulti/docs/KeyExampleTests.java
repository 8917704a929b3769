package io.github.ms100.cacheasmulti.docs;

import static io.github.ms100.cacheasmulti.docs.CarTable.BEETLE;
import static io.github.ms100.cacheasmulti.docs.CarTable.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.interceptor.SimpleKey;

/** The examples of keys, conditions and parameters. */
class KeyExampleTests {

    private final CachingContext caching = CachingContext.of(Cars.class, CarTable.class);

    private final Cars cars = caching.bean(Cars.class);

    private final List<String> statements = caching.bean(CarTable.class).statements();

    @AfterEach
    void close() {
        caching.close();
    }

    @Test
    void defaultKeyOfSeveralParametersIsThatOfTheSingleMethod() {
        cars.prices(List.of(1L, 2L), "EUR");

        assertThat(cars.price(2L, "EUR")).isEqualTo(BigDecimal.valueOf(2000));
        assertThat(cars.prices(List.of(1L), "USD")).containsOnlyKeys(1L);
        assertThat(statements).containsExactly("prices [1, 2] EUR", "prices [1] USD");
        assertThat(caching.cache("prices").get(new SimpleKey(1L, "EUR"))).isNotNull();
    }

    @Test
    void nameOfTheParameterInAKeyIsOneElement() {
        cars.pricesByText(List.of(1L, 2L), "EUR");

        assertThat(caching.cache("pricesByText").get("EUR:1")).isNotNull();
        assertThat(caching.cache("pricesByText").get("EUR:2")).isNotNull();
    }

    @Test
    void elementsMayBeObjects() {
        assertThat(cars.labels(List.of(BEETLE, MINI))).containsExactly("B-1 of 7", "M-2 of 8");
        assertThat(caching.cache("labels").get(2L).get()).isEqualTo("M-2 of 8");
    }

    @Test
    void conditionsAreJudgedPerElement() {
        cars.lowIds(List.of(1L, 2L, 2000L));

        assertThat(caching.cache("lowIds").get(1L)).isNull();
        assertThat(caching.cache("lowIds").get(2L).get()).isEqualTo(MINI);
        assertThat(caching.cache("lowIds").get(2000L)).isNull();
    }

    @Test
    void parameterMayBeVarargsAndTheResultAnArray() {
        assertThat(cars.plates(2, 1, 2)).containsExactly("M-2", "B-1", "M-2");
        assertThat(cars.plates(1, 9)).containsExactly("B-1", null);
        assertThat(statements).containsExactly("select [2, 1]", "select [9]");
    }

    @Test
    void annotationsMayBeComposed() {
        cars.composed(List.of(1L, 9L));

        assertThat(cars.composed(List.of(1L))).containsExactly(BEETLE);
        assertThat(statements).containsExactly("select [1, 9]");
        assertThat(caching.cache("cars").get(9L)).isNull();
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Cacheable(cacheNames = "cars", unless = "#result == null")
    @interface CachedCars {}

    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @CacheAsMulti(asElementField = "id")
    @interface CarIds {}

    static class Cars {

        private final CarTable cars;

        Cars(CarTable cars) {
            this.cars = cars;
        }

        @Cacheable("prices")
        public BigDecimal price(Long carId, String currency) {
            return cars.selectPrice(carId, currency);
        }

        @Cacheable("prices")
        public Map<Long, BigDecimal> prices(@CacheAsMulti Collection<Long> carIds, String currency) {
            return cars.selectPrices(carIds, currency);
        }

        @Cacheable(cacheNames = "pricesByText", key = "#currency + ':' + #carIds")
        public Map<Long, BigDecimal> pricesByText(@CacheAsMulti Collection<Long> carIds, String currency) {
            return cars.selectPrices(carIds, currency);
        }

        @Cacheable(cacheNames = "labels", key = "#cars.id")
        public List<String> labels(@CacheAsMulti List<Car> cars) {
            return cars.stream()
                    .map(car -> car.plate() + " of " + car.ownerId())
                    .toList();
        }

        @Cacheable(cacheNames = "lowIds", condition = "#ids < 1000", unless = "#result?.ownerId == 7")
        public Map<Long, Car> lowIds(@CacheAsMulti Collection<Long> ids) {
            return cars.selectByIds(ids);
        }

        @Cacheable("plates")
        public String[] plates(@CacheAsMulti long... ids) {
            Map<Long, Car> found = cars.selectByIds(Arrays.stream(ids).boxed().toList());
            return Arrays.stream(ids)
                    .mapToObj(id -> found.containsKey(id) ? found.get(id).plate() : null)
                    .toArray(String[]::new);
        }

        @CachedCars
        public List<Car> composed(@CarIds Collection<Long> ids) {
            return List.copyOf(cars.selectByIds(ids).values());
        }
    }
}
