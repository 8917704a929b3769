package io.github.ms100.cacheasmulti.benchmarks;

import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What is cached. */
public record Car(long id, String name, List<String> colours) implements Serializable {

    static Car of(long id) {
        return new Car(id, "%032d".formatted(id), List.of("red", "green", "blue"));
    }

    /** Returns cars that are made beforehand, so that loading costs every subject the same: a look at a table. */
    public static Map<Long, Car> load(Collection<Long> ids) {
        Map<Long, Car> found = new LinkedHashMap<>();
        for (Long id : ids) {
            found.put(id, load(id));
        }
        return found;
    }

    public static Car load(Long id) {
        return Table.CARS.get(id.intValue());
    }

    /** Returns the ids of so many cars. */
    static List<Long> ids(int size) {
        return Table.CARS.stream().limit(size).map(Car::id).toList();
    }

    private static final class Table {

        private static final List<Car> CARS =
                LongStream.range(0, 10_000).mapToObj(Car::of).toList();
    }
}
