package io.github.ms100.cacheasmulti.benchmarks;

import java.util.List;

/** Calls the methods with {@code @CacheAsMulti}. */
record BatchMethods(Cars cars, Variant variant) implements Batch {

    @Override
    public Object find(List<Long> ids) {
        return switch (variant) {
            case PLAIN -> cars.findByIds(ids);
            case KEY_IDS -> cars.findByKeys(ids);
            case KEY_PREFIX -> cars.findByPrefixedKeys(ids);
            case TWO_PARAMETERS -> cars.findByIdsAndTag(ids, Variant.TAG);
            case SYNC -> cars.findByIdsOnce(ids);
            case LIST -> cars.findList(ids);
            case ROWS -> cars.findRows(ids);
        };
    }

    @Override
    public void evict(List<Long> ids) {
        cars.evictByIds(ids);
    }
}
