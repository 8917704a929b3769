package io.github.ms100.cacheasmulti.inheritance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loads cars, and notes what it loaded. */
class Garage {

    private final List<List<Long>> loads = new ArrayList<>();

    public List<List<Long>> loads() {
        return loads;
    }

    String load(Long id) {
        return load(List.of(id)).get(id);
    }

    Map<Long, String> load(Collection<Long> ids) {
        loads.add(List.copyOf(ids));
        Map<Long, String> found = new LinkedHashMap<>();
        ids.forEach(id -> found.put(id, "car " + id));
        return found;
    }
}
