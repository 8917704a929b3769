package io.github.ms100.cacheasmulti.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueWrapper;

/** Asks Spring's cache for each car, then loads all that are missing together. */
record LoopOfCache(Cache cache, Variant variant) implements Batch {

    @Override
    public Object find(List<Long> ids) {
        Map<Long, Car> found = new LinkedHashMap<>();
        List<Long> missing = new ArrayList<>();
        for (Long id : ids) {
            ValueWrapper hit = cache.get(variant.key(id));
            found.put(id, hit != null ? (Car) hit.get() : null);
            if (hit == null) {
                missing.add(id);
            }
        }
        if (!missing.isEmpty()) {
            Car.load(missing).forEach((id, car) -> {
                cache.put(variant.key(id), car);
                found.put(id, car);
            });
        }
        return variant.shape(found);
    }

    @Override
    public void evict(List<Long> ids) {
        for (Long id : ids) {
            cache.evict(variant.key(id));
        }
    }
}
