package io.github.ms100.cacheasmulti.meters;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.Hold;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

/** Batch methods whose meters are looked at: there are cars with positive numbers. */
public class MeteredCars {

    private @Nullable Hold hold;

    void holdWith(Hold hold) {
        this.hold = hold;
    }

    @Cacheable("cars")
    public Map<Long, String> find(@CacheAsMulti Collection<Long> ids) {
        return load(ids);
    }

    @Cacheable(cacheNames = "cars", sync = true)
    public Map<Long, String> findOnce(@CacheAsMulti Collection<Long> ids) {
        if (hold != null) {
            hold.here();
        }
        return load(ids);
    }

    @Cacheable({"near", "far"})
    public Map<Long, String> findNearAndFar(@CacheAsMulti Collection<Long> ids) {
        return load(ids);
    }

    @CachePut("cars")
    public Map<Long, String> put(@CacheAsMulti Collection<Long> ids) {
        return load(ids);
    }

    @CacheEvict("cars")
    public void evict(@CacheAsMulti Collection<Long> ids) {}

    @CacheEvict(cacheNames = "cars", allEntries = true)
    public void clear(@CacheAsMulti Collection<Long> ids) {}

    private static Map<Long, String> load(Collection<Long> ids) {
        Map<Long, String> found = new TreeMap<>();
        for (Long id : ids) {
            if (id == 0) {
                throw new IllegalStateException("no such table");
            }
            if (id > 0) {
                found.put(id, "car " + id);
            }
        }
        return found;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class Application {}
}
