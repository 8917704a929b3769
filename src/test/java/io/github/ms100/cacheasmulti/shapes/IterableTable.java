package io.github.ms100.cacheasmulti.shapes;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.cache.annotation.CacheRemove;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.context.annotation.Bean;

/** Batch methods that take an iterable, and note what they were given. */
class IterableTable {

    private final List<Long> ids = new ArrayList<>();

    private Object received;

    private boolean failing;

    public List<Long> ids() {
        return ids;
    }

    public Object received() {
        return received;
    }

    public void fail() {
        failing = true;
    }

    @Bean
    static CacheResolver byArgument(CachingConfigurer configurer) {
        return call -> {
            List<Object> seen = new ArrayList<>();
            ((Iterable<?>) call.getArgs()[0]).forEach(seen::add);
            return (seen.isEmpty())
                    ? List.of()
                    : List.of(configurer.cacheManager().getCache("cars"));
        };
    }

    @CacheEvict("cars")
    public void evict(@CacheAsMulti Iterable<Long> ids) {
        receive(ids);
    }

    @CacheEvict(cacheNames = "cars", beforeInvocation = true)
    public void evictEarly(@CacheAsMulti Iterable<Long> ids) {
        receive(ids);
    }

    @CacheEvict(cacheNames = "cars", allEntries = true)
    public void evictAll(@CacheAsMulti Iterable<Long> ids) {
        receive(ids);
    }

    @CacheEvict(cacheNames = "cars", key = "#result")
    public Iterable<String> evictByResult(@CacheAsMulti Iterable<Long> ids) {
        receive(ids);
        return rows().stream()::iterator;
    }

    @CachePut("cars")
    public List<String> putList(@CacheAsMulti Iterable<Long> ids) {
        receive(ids);
        return rows();
    }

    @CachePut("cars")
    public Map<Long, String> putMap(@CacheAsMulti Iterable<Long> ids) {
        receive(ids);
        return map();
    }

    @CachePut("cars")
    public Iterable<Map<String, Long>> putRows(@CacheAsMulti(asElementField = "id") Iterable<Long> ids) {
        receive(ids);
        return this.ids.stream().distinct().map(id -> Map.of("id", id))::iterator;
    }

    @Cacheable("cars")
    public Map<Long, String> read(@CacheAsMulti Iterable<Long> ids) {
        receive(ids);
        return map();
    }

    @Cacheable("cars")
    public Iterable<String> readOnce(@CacheAsMulti Iterable<Long> ids) {
        this.ids.clear();
        receive(ids);
        return rows().stream()::iterator;
    }

    @Cacheable("cars")
    @CachePut(cacheNames = "cars", key = "'put' + #ids")
    public List<String> readAndPut(@CacheAsMulti Iterable<Long> ids) {
        receive(ids);
        return rows();
    }

    @CacheRemove(cacheName = "cars")
    public void remove(@CacheAsMulti Iterable<Long> ids) {
        receive(ids);
    }

    @CacheEvict(cacheResolver = "byArgument")
    public void resolved(@CacheAsMulti Iterable<Long> ids) {
        receive(ids);
    }

    @CacheEvict("cars")
    public void evictCursor(@CacheAsMulti Cursor ids) {
        receive(ids);
    }

    private void receive(Iterable<Long> argument) {
        received = argument;
        if (argument != null) {
            argument.forEach(ids::add);
        }
        if (failing) {
            throw new IllegalStateException("failing");
        }
    }

    private List<String> rows() {
        return ids.stream().map(id -> "row " + id).toList();
    }

    private Map<Long, String> map() {
        Map<Long, String> map = new HashMap<>();
        ids.forEach(id -> map.put(id, "row " + id));
        return map;
    }

    static final class Cursor implements Iterable<Long> {

        private final List<Long> ids;

        private int passes;

        Cursor(List<Long> ids) {
            this.ids = ids;
        }

        int passes() {
            return passes;
        }

        @Override
        public Iterator<Long> iterator() {
            passes++;
            return ids.iterator();
        }
    }
}
