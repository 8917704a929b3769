package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheResult;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

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

        /** Returns ids as rows. */
        @CachePut("cars")
        @CacheAsMulti(asElementField = "id")
        public Stream<Row> stream(int rows) {
            return IntStream.range(0, rows).mapToObj(Row::new);
        }

        /** As {@link #stream}, without a thread that waits. */
        @CachePut("cars")
        @CacheAsMulti(asElementField = "id")
        public Flux<Row> publish(int rows) {
            return Flux.range(0, rows).map(Row::new);
        }

        @CacheEvict("cars")
        public void remove(@CacheAsMulti List<Integer> ids) {}

        @CacheEvict(cacheNames = "cars", beforeInvocation = true)
        public void removeBefore(@CacheAsMulti List<Integer> ids) {}

        @CacheEvict(cacheNames = "cars", allEntries = true)
        public void removeAll(@CacheAsMulti List<Integer> ids) {}
    }

    record Row(Integer id) {}

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
