package io.github.ms100.cacheasmulti.benchmarks;

import java.util.List;

/** Calls the methods with {@code @CacheAsMulti}. */
record BatchMethods(Cars cars, Variant variant, Texts texts) implements Batch {

    BatchMethods(Cars cars, Variant variant) {
        this(cars, variant, new Texts());
    }

    @Override
    public Object find(List<Long> ids) {
        return switch (variant) {
            case PLAIN -> cars.findByIds(ids);
            case TEXT_KEYS -> cars.findByTexts(texts.of(ids));
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
        if (variant == Variant.TEXT_KEYS) {
            cars.evictByTexts(texts.of(ids));
        } else {
            cars.evictByIds(ids);
        }
    }
}
