package io.github.ms100.cacheasmulti.docs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The database of the examples: three cars, of which owner 7 has two; it writes down what it was asked. */
final class CarTable {

    static final Car BEETLE = new Car(1L, "B-1", 7L);

    static final Car MINI = new Car(2L, "M-2", 8L);

    static final Car BUS = new Car(3L, "B-3", 7L);

    private final Map<Long, Car> rows = new LinkedHashMap<>();

    private final List<String> statements = new ArrayList<>();

    private boolean shutDown;

    CarTable() {
        List.of(BEETLE, MINI, BUS).forEach(car -> rows.put(car.id(), car));
    }

    /** Lets every change fail from now on. */
    void shutDown() {
        shutDown = true;
    }

    List<String> statements() {
        return statements;
    }

    Car selectById(Long id) {
        statements.add("select " + id);
        return rows.get(id);
    }

    /** Returns the cars there are, in the order of the table. */
    Map<Long, Car> selectByIds(Collection<Long> ids) {
        statements.add("select " + ids);
        Map<Long, Car> found = new LinkedHashMap<>(rows);
        found.keySet().retainAll(ids);
        return found;
    }

    List<Car> selectAll() {
        statements.add("select all");
        return List.copyOf(rows.values());
    }

    List<Car> selectByOwners(Collection<Long> ownerIds) {
        statements.add("select owners " + ownerIds);
        return rows.values().stream()
                .filter(car -> ownerIds.contains(car.ownerId()))
                .toList();
    }

    BigDecimal selectPrice(Long id, String currency) {
        statements.add("price " + id + " " + currency);
        return BigDecimal.valueOf(id * 1000);
    }

    Map<Long, BigDecimal> selectPrices(Collection<Long> ids, String currency) {
        statements.add("prices " + ids + " " + currency);
        Map<Long, BigDecimal> prices = new LinkedHashMap<>();
        ids.forEach(id -> prices.put(id, BigDecimal.valueOf(id * 1000)));
        return prices;
    }

    void updatePrices(Map<Long, BigDecimal> prices, String currency, String reason) {
        statements.add("set prices " + prices + " " + currency + " for " + reason);
    }

    /** Stores the cars and returns them in the same order, a new id for each that has none. */
    List<Car> save(Collection<Car> cars) {
        checkRunning();
        statements.add("save " + cars.size());
        List<Car> saved = new ArrayList<>();
        for (Car car : cars) {
            Long id = car.id() != null ? car.id() : Long.valueOf(rows.size() + 1);
            rows.put(id, new Car(id, car.plate(), car.ownerId()));
            saved.add(rows.get(id));
        }
        return saved;
    }

    /** Deletes cars and returns what was there, {@code null} in the place of what was not. */
    List<Car> delete(Collection<Long> ids) {
        checkRunning();
        statements.add("delete " + ids);
        List<Car> deleted = new ArrayList<>();
        ids.forEach(id -> deleted.add(rows.remove(id)));
        return deleted;
    }

    private void checkRunning() {
        if (shutDown) {
            throw new IllegalStateException("The database is shut down");
        }
    }
}
