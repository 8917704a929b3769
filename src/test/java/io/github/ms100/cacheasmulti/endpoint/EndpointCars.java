package io.github.ms100.cacheasmulti.endpoint;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.Hold;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Batch methods that the endpoint shows: there are cars with positive numbers. */
public class EndpointCars {

    private final String keyPrefix;

    private @Nullable Hold hold;

    public EndpointCars() {
        this("");
    }

    EndpointCars(String keyPrefix) {
        this.keyPrefix = keyPrefix;
    }

    public String getKeyPrefix() {
        return keyPrefix;
    }

    void holdWith(Hold loading) {
        this.hold = loading;
    }

    @Cacheable(cacheNames = "cars", key = "'car-' + #ids")
    public Map<Long, String> find(@CacheAsMulti Collection<Long> ids) {
        if (hold != null) {
            hold.here();
        }
        return load(ids);
    }

    @Cacheable("cars")
    public Map<String, String> findByPlate(@CacheAsMulti Collection<String> plates) {
        return Map.of();
    }

    @Cacheable("cars")
    public List<String> findByPlate(@CacheAsMulti List<Plate> plates) {
        return plates.stream().map(Plate::text).toList();
    }

    @Cacheable(cacheNames = "parts", key = "#root.target.keyPrefix + #ids")
    public Map<Long, String> findParts(@CacheAsMulti Collection<Long> ids) {
        return load(ids);
    }

    @Cacheable(
            cacheNames = {"near", "far"},
            key = "#root.caches[0].name + #ids / #ids")
    public Map<Long, String> findNearAndFar(@CacheAsMulti Collection<Long> ids) {
        return load(ids);
    }

    @Cacheable(cacheNames = "prices", key = "#country + #ids")
    public Map<Long, String> findPrices(@CacheAsMulti Collection<Long> ids, String country) {
        return load(ids);
    }

    @Cacheable("owners")
    public Map<Long, String> findOwners(@CacheAsMulti Collection<Long> ids, String country) {
        return load(ids);
    }

    @CacheResult(cacheName = "keyed")
    public Map<Long, String> findKeyed(@CacheAsMulti @CacheKey Collection<Long> ids, String country) {
        return load(ids);
    }

    @CacheResult(cacheName = "unkeyed")
    public Map<Long, String> findUnkeyed(@CacheAsMulti Collection<Long> ids, String country) {
        return load(ids);
    }

    @CachePut(cacheNames = "made", key = "'car-' + #result")
    public Map<Long, String> put(@CacheAsMulti Collection<Long> ids) {
        return load(ids);
    }

    @CacheEvict(cacheNames = "cleared", allEntries = true)
    public void clear(@CacheAsMulti Collection<Long> ids) {}

    private static Map<Long, String> load(Collection<Long> ids) {
        Map<Long, String> found = new TreeMap<>();
        ids.stream().filter(id -> id > 0).forEach(id -> found.put(id, "car " + id));
        return found;
    }

    /** The plate of a car. */
    public record Plate(String text) {

        public Plate {
            if (text.isBlank()) {
                throw new IllegalArgumentException("no plate");
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableCaching(proxyTargetClass = true)
    static class Application {

        @Bean
        EndpointCars cars() {
            return new EndpointCars();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class CachingApplication {

        @Bean
        EndpointCars cars() {
            return new EndpointCars();
        }
    }
}
