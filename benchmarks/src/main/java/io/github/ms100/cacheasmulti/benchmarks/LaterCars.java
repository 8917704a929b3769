package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.Cacheable;

/** Methods whose results come later: for one car, and for many. */
@CacheConfig(cacheNames = Cars.CACHE)
public class LaterCars {

    @Cacheable
    public CompletableFuture<Car> findById(Long id) {
        return CompletableFuture.completedFuture(Car.load(id));
    }

    @Cacheable
    public CompletableFuture<Map<Long, Car>> findByIds(@CacheAsMulti List<Long> ids) {
        return CompletableFuture.completedFuture(Car.load(ids));
    }
}
