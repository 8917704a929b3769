package io.github.ms100.cacheasmulti.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code getAllPresent}, {@code putAll} and {@code invalidateAll} of Caffeine. */
final class CaffeineByHand extends ByHand {

    private final Cache<Object, Car> cache;

    CaffeineByHand(Cache<Object, Car> cache, Variant variant) {
        super(variant);
        this.cache = cache;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // the keys are the ids
    protected Map<Long, Car> read(List<Long> ids) {
        if (!variant.hasOwnKey()) {
            Map<Long, Car> cached = (Map) cache.getAllPresent(ids);
            return variant.isList() ? cached : new LinkedHashMap<>(cached); // a list is made of it anyway
        }
        List<?> keys = keys(ids);
        return byId(ids, keys, cache.getAllPresent(keys));
    }

    @Override
    protected void write(Map<Long, Car> cars) {
        if (!variant.hasOwnKey()) {
            cache.putAll(cars);
        } else {
            cars.forEach((id, car) -> cache.put(variant.key(id), car));
        }
    }

    @Override
    public void evict(List<Long> ids) {
        cache.invalidateAll(keys(ids));
    }
}
