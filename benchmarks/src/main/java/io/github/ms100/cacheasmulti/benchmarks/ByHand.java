package io.github.ms100.cacheasmulti.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Batch code written by hand: looks up, loads what is missing, stores it. With the driver of a store it is the limit that
 * everything else is compared with; with the API of another library, what its user would write.
 */
public abstract class ByHand implements Batch {

    final Variant variant;

    protected ByHand(Variant variant) {
        this.variant = variant;
    }

    /** Returns the cached cars by id. */
    protected abstract Map<Long, Car> read(List<Long> ids);

    /** Returns when the given cars are cached. */
    protected abstract void write(Map<Long, Car> cars);

    @Override
    public final Object find(List<Long> ids) {
        Map<Long, Car> cached = read(ids);
        return variant.shape(cached.size() == ids.size() ? cached : complete(ids, cached));
    }

    private Map<Long, Car> complete(List<Long> ids, Map<Long, Car> cached) {
        Map<Long, Car> found = new LinkedHashMap<>();
        List<Long> missing = new ArrayList<>();
        for (Long id : ids) {
            Car car = cached.get(id);
            found.put(id, car);
            if (car == null) {
                missing.add(id);
            }
        }
        Map<Long, Car> loaded = Car.load(missing);
        write(loaded);
        found.putAll(loaded);
        return found;
    }

    final List<?> keys(List<Long> ids) {
        if (!variant.hasOwnKey()) {
            return ids;
        }
        List<Object> keys = new ArrayList<>(ids.size());
        for (Long id : ids) {
            keys.add(variant.key(id));
        }
        return keys;
    }

    /** Returns the values found under the keys, by id; both lists have the same order. */
    static Map<Long, Car> byId(List<Long> ids, List<?> keys, Map<?, Car> byKey) {
        Map<Long, Car> found = new LinkedHashMap<>();
        for (int index = 0; index < keys.size(); index++) {
            Car car = byKey.get(keys.get(index));
            if (car != null) {
                found.put(ids.get(index), car);
            }
        }
        return found;
    }
}
