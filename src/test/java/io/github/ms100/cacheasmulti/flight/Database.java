package io.github.ms100.cacheasmulti.flight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What the methods under test load from: writes down each query, and does first what a test wants. */
class Database {

    final List<List<Integer>> queries = new CopyOnWriteArrayList<>();

    /** What there is instead of the default, {@code car <id>}. */
    final Map<Integer, String> rows = new ConcurrentHashMap<>();

    /** Of these there is nothing. */
    final Collection<Integer> missing = new CopyOnWriteArrayList<>();

    /** What comes back though nobody asked for it. */
    final Map<Integer, String> strays = new ConcurrentHashMap<>();

    /** Runs in each query, after the rows were read. */
    volatile Consumer<List<Integer>> during = ids -> {};

    Map<Integer, String> query(Collection<Integer> ids) {
        List<Integer> asked = new ArrayList<>(ids);
        queries.add(asked);
        Map<Integer, String> found = new LinkedHashMap<>();
        for (Integer id : asked) {
            if (!missing.contains(id)) {
                found.put(id, rows.getOrDefault(id, "car " + id));
            }
        }
        found.putAll(strays);
        during.accept(asked);
        return found;
    }

    /** Stops queries for an element. */
    Hold holdQueriesFor(Integer element) {
        Hold hold = new Hold();
        Consumer<List<Integer>> before = during;
        during = ids -> {
            before.accept(ids);
            if (ids.contains(element)) {
                hold.here();
            }
        };
        return hold;
    }

    /** How often each element was loaded. */
    Map<Integer, Integer> loads() {
        Map<Integer, Integer> loads = new LinkedHashMap<>();
        queries.forEach(ids -> ids.forEach(id -> loads.merge(id, 1, Integer::sum)));
        return loads;
    }
}
