package io.github.ms100.cacheasmulti.failure;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Batch methods on a Redis that fails, and the single method beside them. */
class FaultyCars {

    private final List<Integer> loaded = new ArrayList<>();

    private int valueSize;

    static CachingContext on(
            RedisConnectionFactory connections, RedisCacheConfiguration configuration, CacheErrorHandler handler) {
        return on(connections, RedisManagers.of(connections, configuration).getCache("cars"), handler);
    }

    static CachingContext on(RedisConnectionFactory connections, Cache cars, CacheErrorHandler handler) {
        return CachingContext.with(handler, connections, FaultyCars.class, cars);
    }

    static Map<Integer, String> cars(List<Integer> ids, int valueSize) {
        Map<Integer, String> found = new LinkedHashMap<>();
        ids.forEach(id -> found.put(id, "car " + id + "x".repeat(valueSize)));
        return found;
    }

    @Cacheable("cars")
    public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
        loaded.addAll(ids);
        return cars(ids, valueSize);
    }

    @Cacheable("cars")
    public String find(Integer id) {
        return "car " + id;
    }

    @CacheEvict("cars")
    public void remove(@CacheAsMulti List<Integer> ids) {}

    @CacheEvict(cacheNames = "cars", allEntries = true)
    public void removeAll() {}

    public void loadValuesOf(int size) {
        valueSize = size;
    }

    /** Returns what was loaded since the last call. */
    public List<Integer> takeLoaded() {
        List<Integer> taken = List.copyOf(loaded);
        loaded.clear();
        return taken;
    }
}
