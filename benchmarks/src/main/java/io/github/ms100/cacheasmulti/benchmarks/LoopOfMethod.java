package io.github.ms100.cacheasmulti.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls the single method for each car: what Spring alone can do. */
record LoopOfMethod(Cars cars, Variant variant) implements Batch {

    @Override
    public Object find(List<Long> ids) {
        Map<Long, Car> found = new LinkedHashMap<>();
        for (Long id : ids) {
            found.put(id, find(id));
        }
        return variant.shape(found);
    }

    private Car find(Long id) {
        return switch (variant) {
            case PLAIN, TEXT_KEYS, LIST, ROWS -> cars.findById(id);
            case KEY_IDS -> cars.findByKey(id);
            case KEY_PREFIX -> cars.findByPrefixedKey(id);
            case TWO_PARAMETERS -> cars.findByIdAndTag(id, Variant.TAG);
            case SYNC -> cars.findByIdOnce(id);
        };
    }

    @Override
    public void evict(List<Long> ids) {
        ids.forEach(cars::evictById);
    }
}
