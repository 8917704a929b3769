package io.github.ms100.cacheasmulti.seeding;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Methods that find whatever there is, beside those of single cars; what they return is what a test says. */
class SeedingCars {

    Supplier<Object> finder = List::of;

    int singleLoads;

    record Car(Integer id, String plate) implements Serializable {}

    @SuppressWarnings("unchecked")
    private <T> T found() {
        return (T) finder.get();
    }

    @Cacheable("cars")
    public Car find(Integer id) {
        singleLoads++;
        return new Car(id, "loaded");
    }

    @Cacheable("cars")
    public Map<Integer, Car> find(@CacheAsMulti Collection<Integer> ids) {
        Map<Integer, Car> found = new HashMap<>();
        ids.forEach(id -> found.put(id, new Car(id, "loaded")));
        return found;
    }

    @CacheEvict("cars")
    public void remove(Integer id) {}

    @Cacheable("groups")
    public List<Car> findGroup(Integer id) {
        singleLoads++;
        return List.of();
    }

    @CacheAsMulti
    @CachePut("cars")
    public Map<Integer, Car> byId(String tenant) {
        return found();
    }

    @CacheAsMulti(strictNull = true)
    @CachePut("cars")
    public Map<Integer, Car> byIdStrictly() {
        return found();
    }

    @CacheAsMulti
    @CachePut("cars")
    public Map<Integer, Optional<Car>> optionals() {
        return found();
    }

    @CacheAsMulti(asElementField = "id")
    @CachePut("cars")
    public List<Car> all() {
        return found();
    }

    @CacheAsMulti(asElementField = "id", grouped = true)
    @CachePut("groups")
    public Collection<Car> grouped() {
        return found();
    }

    @CacheAsMulti(asElementField = "id")
    @CachePut("cars")
    public Car[] array() {
        return found();
    }

    @CacheAsMulti(asElementField = "id")
    @CachePut("cars")
    public Page<Car> page(Pageable which) {
        return new PageImpl<>(found(), which, 100);
    }

    @CacheAsMulti(asElementField = "id")
    @Caching(
            put = {
                @CachePut(
                        cacheNames = "plates",
                        key = "#result.plate",
                        condition = "#result.id > 1",
                        unless = "#result.id > #most"),
                @CachePut("cars")
            })
    public List<Car> twice(int most) {
        return found();
    }

    @CacheAsMulti(asElementField = "id")
    @CachePut(cacheNames = "cars", keyGenerator = "textual")
    public List<Car> generated(String ignored) {
        return found();
    }

    @CacheAsMulti(asElementField = "id")
    @CachePut(cacheNames = "cars", condition = "#root.args[0] == 'first' && #tenants.length == 2")
    public List<Car> ofTenants(String... tenants) {
        return found();
    }

    @CacheAsMulti(asElementField = "id")
    @CachePut("cars")
    public Stream<Car> stream() {
        return found();
    }

    @CacheAsMulti(asElementField = "id")
    @CachePut("cars")
    public CompletableFuture<List<Car>> future() {
        return found();
    }

    @CacheAsMulti
    @CachePut("cars")
    public Mono<Map<Integer, Car>> mono() {
        return found();
    }

    @CacheAsMulti(asElementField = "id")
    @CachePut("cars")
    public Flux<Car> flux() {
        return found();
    }
}
