package io.github.ms100.cacheasmulti.consumer;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/** Finds cars, one or many at once. */
@Service
public class Garage {

    private final CarTable table;

    Garage(CarTable table) {
        this.table = table;
    }

    /** Returns the car of an id, or null. */
    @Cacheable("cars")
    public Car findById(Integer id) {
        return table.select(List.of(id)).stream().findFirst().orElse(null);
    }

    /** Returns the cars there are, by id. */
    @Cacheable("cars")
    public Map<Integer, Car> findByIds(@CacheAsMulti Collection<Integer> ids) {
        return table.select(ids).stream().collect(Collectors.toMap(Car::id, Function.identity()));
    }

    /** Returns the cars there are. */
    @Cacheable("cars-by-plate")
    public List<Car> findByPlates(@CacheAsMulti(asElementField = "plate") Collection<String> plates) {
        return table.select(plates.stream().map(table::id).toList());
    }

    /** Returns what came of each id; the table knows no car of id 0, and fails if asked for one. */
    @Cacheable("cars")
    public BatchResult<Integer, Car> ask(@CacheAsMulti Collection<Integer> ids) {
        List<Integer> known = ids.stream().filter(id -> id != 0).toList();
        Map<Integer, RuntimeException> failures = ids.stream()
                .filter(id -> id == 0)
                .collect(Collectors.toMap(Function.identity(), id -> new IllegalArgumentException("no car has id 0")));
        return BatchResult.of(
                table.select(known).stream().collect(Collectors.toMap(Car::id, Function.identity())), failures);
    }

    /** Returns the cars of some ids in a row, and caches each. */
    @CachePut("cars")
    @CacheAsMulti(asElementField = "id")
    public List<Car> list(int first, int last) {
        return table.select(IntStream.rangeClosed(first, last).boxed().toList());
    }
}
