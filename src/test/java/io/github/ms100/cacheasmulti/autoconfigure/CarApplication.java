package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheResult;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

/** Methods whose cache fails. */
@Configuration(proxyBeanMethods = false)
@EnableCaching(proxyTargetClass = true)
class CarApplication {

    public static class Cars {

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            Map<Integer, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, "car " + id));
            return found;
        }

        @Cacheable("cars")
        public String find(Integer id) {
            return "car " + id;
        }

        @CachePut("cars")
        public List<String> save(@CacheAsMulti List<Integer> ids) {
            return ids.stream().map(id -> "car " + id).toList();
        }

        @CacheEvict("cars")
        public void remove(@CacheAsMulti List<Integer> ids) {}

        @CacheEvict(cacheNames = "cars", beforeInvocation = true)
        public void removeBefore(@CacheAsMulti List<Integer> ids) {}

        @CacheEvict(cacheNames = "cars", allEntries = true)
        public void removeAll(@CacheAsMulti List<Integer> ids) {}
    }

    @CacheDefaults(cacheName = "cars")
    public static class StandardCars {

        @CacheResult
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            Map<Integer, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, "car " + id));
            return found;
        }

        @CacheResult
        public String find(Integer id) {
            return "car " + id;
        }
    }
}
