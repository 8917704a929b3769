package io.github.ms100.cacheasmulti.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;

/** A loop over a {@code ConcurrentMap}, which has no batch methods. */
final class ConcurrentMapByHand extends ByHand {

    private final ConcurrentMap<Object, Car> map;

    ConcurrentMapByHand(ConcurrentMap<Object, Car> map, Variant variant) {
        super(variant);
        this.map = map;
    }

    @Override
    protected Map<Long, Car> read(List<Long> ids) {
        Map<Long, Car> found = new LinkedHashMap<>();
        for (Long id : ids) {
            Car car = map.get(variant.key(id));
            if (car != null) {
                found.put(id, car);
            }
        }
        return found;
    }

    @Override
    protected void write(Map<Long, Car> cars) {
        cars.forEach((id, car) -> map.put(variant.key(id), car));
    }

    @Override
    public void evict(List<Long> ids) {
        for (Long id : ids) {
            map.remove(variant.key(id));
        }
    }
}
