package io.github.ms100.cacheasmulti.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
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
            return (Map) cache.getAllPresent(ids);
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
