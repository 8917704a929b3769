package io.github.ms100.cacheasmulti.docs;

import static io.github.ms100.cacheasmulti.docs.CarTable.BEETLE;
import static io.github.ms100.cacheasmulti.docs.CarTable.BUS;
import static io.github.ms100.cacheasmulti.docs.CarTable.MINI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import javax.cache.annotation.GeneratedCacheKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.cache.support.SimpleCacheManager;

/** The examples of the JSR-107 annotations, and what the documents say of them. */
class JCacheExampleTests {

    private final List<String> calls = new ArrayList<>();

    private final CachingContext caching =
            CachingContext.of(manager(), Cars.class, Prices.class, Keys.class, Refreshed.class, CarTable.class);

    private final Cars cars = caching.bean(Cars.class);

    private final CarTable table = caching.bean(CarTable.class);

    @AfterEach
    void close() {
        caching.close();
    }

    @Test
    void readAsksTheCacheOnceAndLoadsTheRest() {
        cars.findByIds(List.of(1L));

        assertThat(cars.findByIds(List.of(2L, 1L))).isEqualTo(Map.of(2L, MINI, 1L, BEETLE));

        assertThat(table.statements()).containsExactly("select [1]", "select [2]");
        assertThat(calls).contains("cars get [2, 1]", "cars put {2=%s}".formatted(MINI));
    }

    @Test
    void putStoresTheValuesOfTheMapInOneCall() {
        Car painted = new Car(1L, "B-1x", 7L);

        cars.saveAll(new TreeMap<>(Map.of(1L, painted, 2L, MINI)));

        assertThat(calls).containsExactly("cars put {1=%s, 2=%s}".formatted(painted, MINI));
        assertThat(table.statements()).containsExactly("save 2");
    }

    @Test
    void removeEvictsAllElementsInOneCall() {
        cars.deleteByIds(List.of(1L, 2L));

        assertThat(calls).containsExactly("cars evict [1, 2]");
    }

    @Test
    void putAndRemoveAfterTheInvocationHappenThoughTheMethodFails() {
        table.shutDown();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> cars.saveAll(Map.of(1L, BEETLE)));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> cars.deleteByIds(List.of(1L)));

        assertThat(calls).containsExactly("cars put {1=%s}".formatted(BEETLE), "cars evict [1]");
    }

    @Test
    void exceptionForASingleElementIsThrownAgainBeforeTheMethodRuns() {
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> cars.plates(List.of(9L)));
        table.statements().clear();

        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> cars.plates(List.of(1L, 9L)));

        assertThat(table.statements()).isEmpty();
    }

    @Test
    void exceptionForSeveralElementsIsNotStored() {
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> cars.plates(List.of(1L, 9L)));
        table.statements().clear();

        assertThat(cars.plates(List.of(1L))).containsExactly("B-1");

        assertThat(table.statements()).containsExactly("select 1");
    }

    @Test
    void optionalIsStoredAsItIs() {
        cars.optionals(List.of(1L, 9L));

        assertThat(caching.cache("optionals").get(1L).get()).isEqualTo(Optional.of(BEETLE));
        assertThat(caching.cache("optionals").get(9L).get()).isEqualTo(Optional.empty());
    }

    @Test
    void keyIsMadeOfTheParametersWithCacheKeyAndSharedWithSpringsAnnotations() {
        Prices prices = caching.bean(Prices.class);

        prices.prices(List.of(1L, 2L), "EUR", Locale.ROOT);
        prices.prices(List.of(1L, 2L), "EUR", Locale.FRANCE);

        assertThat(prices.price(2L, "EUR")).isEqualTo(BigDecimal.valueOf(2000));
        assertThat(table.statements()).containsExactly("prices [1, 2] EUR");
    }

    @Test
    void putWithKeyParametersStoresUnderTheSameKeys() {
        Prices prices = caching.bean(Prices.class);

        prices.setPrices(Map.of(1L, BigDecimal.TEN), "EUR", "sale");

        assertThat(calls).containsExactly("prices put {%s=10}".formatted(new SimpleKey(1L, "EUR")));
        assertThat(prices.price(1L, "EUR")).isEqualTo(BigDecimal.TEN);
    }

    @Test
    void keyGeneratorIsGivenTheElement() {
        caching.bean(Keys.class).findByIds(List.of(1L, 2L));

        assertThat(caching.cache("generated").get(new CarKey(1L)).get()).isEqualTo(BEETLE);
        assertThat(caching.cache("generated").get(new CarKey(2L)).get()).isEqualTo(MINI);
    }

    @Test
    void skipGetLoadsAllAndStoresThem() {
        Refreshed refreshed = caching.bean(Refreshed.class);
        cars.findByIds(List.of(1L, 3L));
        table.statements().clear();
        calls.clear();

        refreshed.refresh(List.of(3L, 1L));

        assertThat(table.statements()).containsExactly("select [3, 1]");
        assertThat(calls).containsExactly("cars put {3=%s, 1=%s}".formatted(BUS, BEETLE));
    }

    @Test
    void removeAllClearsTheCacheAsEver() {
        cars.findByIds(List.of(1L, 3L));

        caching.bean(Refreshed.class).reset();

        assertThat(caching.cache("cars").get(1L)).isNull();
    }

    private CacheManager manager() {
        SimpleCacheManager manager = new SimpleCacheManager();
        manager.setCaches(Stream.of("cars", "plates", "unknownPlates", "optionals", "prices", "generated")
                .map(name -> new RecordingCache(name, calls))
                .toList());
        manager.initializeCaches();
        return manager;
    }

    static class Cars {

        private final CarTable cars;

        Cars(CarTable cars) {
            this.cars = cars;
        }

        @CacheResult(cacheName = "cars")
        public Map<Long, Car> findByIds(@CacheAsMulti Collection<Long> ids) {
            return cars.selectByIds(ids);
        }

        @CachePut(cacheName = "cars")
        public void saveAll(@CacheAsMulti @CacheValue Map<Long, Car> carsById) {
            cars.save(carsById.values());
        }

        @CacheRemove(cacheName = "cars")
        public void deleteByIds(@CacheAsMulti Collection<Long> ids) {
            cars.delete(ids);
        }

        @CacheResult(
                cacheName = "plates",
                exceptionCacheName = "unknownPlates",
                cachedExceptions = NoSuchElementException.class)
        public List<String> plates(@CacheAsMulti List<Long> ids) {
            return ids.stream()
                    .map(id -> Optional.ofNullable(cars.selectById(id))
                            .orElseThrow()
                            .plate())
                    .toList();
        }

        @CacheResult(cacheName = "optionals")
        public List<Optional<Car>> optionals(@CacheAsMulti List<Long> ids) {
            return ids.stream()
                    .map(id -> Optional.ofNullable(cars.selectById(id)))
                    .toList();
        }
    }

    static class Prices {

        private final CarTable cars;

        Prices(CarTable cars) {
            this.cars = cars;
        }

        @Cacheable("prices")
        public BigDecimal price(Long carId, String currency) {
            return cars.selectPrice(carId, currency);
        }

        @CacheResult(cacheName = "prices")
        public Map<Long, BigDecimal> prices(
                @CacheAsMulti @CacheKey Collection<Long> carIds, @CacheKey String currency, Locale reader) {
            return cars.selectPrices(carIds, currency);
        }

        @CachePut(cacheName = "prices")
        public void setPrices(
                @CacheAsMulti @CacheKey @CacheValue Map<Long, BigDecimal> prices,
                @CacheKey String currency,
                String reason) {
            cars.updatePrices(prices, currency, reason);
        }
    }

    static class Keys {

        private final CarTable cars;

        Keys(CarTable cars) {
            this.cars = cars;
        }

        @CacheResult(cacheName = "generated", cacheKeyGenerator = CarKeys.class)
        public Map<Long, Car> findByIds(@CacheAsMulti Collection<Long> ids) {
            return cars.selectByIds(ids);
        }
    }

    static class CarKeys implements CacheKeyGenerator {

        @Override
        public GeneratedCacheKey generateCacheKey(CacheKeyInvocationContext<? extends Annotation> context) {
            return new CarKey((Long) context.getKeyParameters()[0].getValue()); // one id, not the collection
        }
    }

    record CarKey(Long id) implements GeneratedCacheKey {}

    @CacheDefaults(cacheName = "cars")
    static class Refreshed {

        private final CarTable cars;

        Refreshed(CarTable cars) {
            this.cars = cars;
        }

        @CacheResult(skipGet = true)
        public Map<Long, Car> refresh(@CacheAsMulti Collection<Long> ids) {
            return cars.selectByIds(ids);
        }

        @CacheRemoveAll
        public void reset() {}
    }
}
