package io.github.ms100.cacheasmulti.sync;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.cache.annotation.Cacheable;

/** Batch methods of every shape whose overlapping calls share their loads, all on one cache but for the groups. */
class SyncCars {

    private final Database database;

    SyncCars(Database database) {
        this.database = database;
    }

    @Cacheable(cacheNames = "cars", sync = true)
    public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
        return database.query(ids);
    }

    @Cacheable(cacheNames = "cars", sync = true)
    public Map<Integer, String> findStrictly(@CacheAsMulti(strictNull = true) List<Integer> ids) {
        return database.query(ids);
    }

    @Cacheable(cacheNames = "cars", sync = true)
    public List<String> list(@CacheAsMulti List<Integer> ids) {
        Map<Integer, String> found = database.query(ids);
        return new ArrayList<>(ids.stream().map(found::get).toList());
    }

    @Cacheable(cacheNames = "cars", sync = true)
    public List<Optional<String>> listOptional(@CacheAsMulti List<Integer> ids) {
        Map<Integer, String> found = database.query(ids);
        return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    @Cacheable(cacheNames = "rows", sync = true)
    public List<Row> rows(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
        return database.query(ids).entrySet().stream()
                .map(entry -> new Row(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Cacheable(cacheNames = "groups", sync = true)
    public List<Row> groups(@CacheAsMulti(asElementField = "id", grouped = true) List<Integer> ids) {
        List<Row> rows = new ArrayList<>();
        database.query(ids).forEach((id, car) -> {
            rows.add(new Row(id, car));
            rows.add(new Row(id, car + " again"));
        });
        return rows;
    }

    @Cacheable(cacheNames = "cars", sync = true, key = "#ids % 10")
    public Map<Integer, String> findByLastDigit(@CacheAsMulti List<Integer> ids) {
        return database.query(ids);
    }

    @Cacheable(cacheNames = "cars", sync = true, condition = "#ids < 10")
    public Map<Integer, String> findSmall(@CacheAsMulti List<Integer> ids) {
        return database.query(ids);
    }

    record Row(Integer id, String car) {}
}
