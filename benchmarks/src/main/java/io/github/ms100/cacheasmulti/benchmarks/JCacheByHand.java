package io.github.ms100.cacheasmulti.benchmarks;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import javax.cache.Cache;

/** {@code getAll}, {@code putAll} and {@code removeAll} of JSR-107. */
final class JCacheByHand extends ByHand {

    private final Cache<Object, Car> cache;

    JCacheByHand(Cache<Object, Car> cache, Variant variant) {
        super(variant);
        this.cache = cache;
    }

    @Override
    protected Map<Long, Car> read(List<Long> ids) {
        List<?> keys = keys(ids);
        return byId(ids, keys, cache.getAll(new LinkedHashSet<>(keys)));
    }

    @Override
    protected void write(Map<Long, Car> cars) {
        Map<Object, Car> byKey = new LinkedHashMap<>();
        cars.forEach((id, car) -> byKey.put(variant.key(id), car));
        cache.putAll(byKey);
    }

    @Override
    public void evict(List<Long> ids) {
        cache.removeAll(new LinkedHashSet<>(keys(ids)));
    }
}
