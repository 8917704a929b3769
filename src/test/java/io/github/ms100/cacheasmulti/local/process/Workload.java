package io.github.ms100.cacheasmulti.local.process;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** One thread of a node, which does one random thing after another and notes it. */
final class Workload implements Runnable {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(8);

    /** How many threads put, each cars of its own. */
    static final int WRITERS = 6;

    private static final int STEPS_TO_COUNT = 100;

    private static final int CLEAR_ONE_IN = 80;

    private final ProcessCars cars;

    private final EnhancedCache cache;

    private final Journal journal;

    private final Counts counts;

    private final Random random;

    private final int writer;

    private volatile boolean stopped;

    Workload(ProcessNode node, Journal journal, long seed, int writer) {
        this.cars = node.cars();
        this.cache = node.cache();
        this.counts = node.counts();
        this.journal = journal;
        this.random = new Random(seed);
        this.writer = writer;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        cars.write(journal);
        for (int number = 0; !stopped; number++) {
            if (number % STEPS_TO_COUNT == 0) {
                journal.counted(counts.all());
            }
            try {
                step();
            } catch (RuntimeException ex) {
                journal.failed();
                counts.add(Count.FAILURES, 1);
                LockSupport.parkNanos(PAUSE);
            }
            LockSupport.parkNanos(random.nextLong(PAUSE));
        }
        journal.counted(counts.all());
        journal.close();
    }

    private void step() {
        int chance = random.nextInt(100);
        if (chance < 93) {
            read();
        } else if (chance < 98) {
            evict(some(0, Database.EVICTED, (chance == 97) ? 20 : 2));
            counts.add(Count.EVICTS, 1);
            journal.returned();
        } else if (chance < 99) {
            put(some(0, (Database.CARS - Database.EVICTED) / WRITERS, 3).stream()
                    .map(number -> Database.EVICTED + number * WRITERS + writer)
                    .toList());
            counts.add(Count.PUTS, 1);
            journal.returned();
        } else if (random.nextInt(CLEAR_ONE_IN) == 0) {
            cars.removeAll(some(0, Database.EVICTED, 5));
            counts.add(Count.CLEARS, 1);
            journal.returned();
        }
    }

    /** Returns some ids that follow each other. */
    private Collection<Long> some(int from, int to, int max) {
        int size = 1 + random.nextInt(max);
        long first = from + random.nextInt(to - from - size + 1);
        return LongStream.range(first, first + size).boxed().toList();
    }

    private void read() {
        int chance = random.nextInt(10);
        Collection<Long> ids = some(0, Database.CARS, random.nextInt(8) == 0 ? 500 : 60);
        Long id = ids.iterator().next();
        counts.add(Count.READS, 1);
        long begun = System.nanoTime();
        Map<Long, String> found;
        if (chance < 5) {
            found = cars.find(ids);
        } else if (chance < 6) {
            found = cars.findTogether(ids);
        } else if (chance < 7) {
            found = one(id, cars.find(id));
        } else if (chance < 8) {
            found = values(cache.multiGet(ids));
        } else if (chance < 9) {
            found = one(id, cache.get(id, String.class));
        } else {
            found = one(id, cache.get(id, () -> cars.load(List.of(id)).get(id)));
        }
        Map<Long, Long> versions = new LinkedHashMap<>();
        found.forEach((one, car) -> versions.put(one, ProcessCars.version(one, car)));
        journal.read(begun, versions);
    }

    private static Map<Long, String> one(Long id, @Nullable String car) {
        return (car == null) ? Map.of() : Map.of(id, car);
    }

    private static Map<Long, String> values(Map<Object, Cache.ValueWrapper> found) {
        Map<Long, String> values = new LinkedHashMap<>();
        found.forEach((id, value) -> values.put((Long) id, String.valueOf(value.get())));
        return values;
    }

    private void evict(Collection<Long> ids) {
        switch (random.nextInt(3)) {
            case 0 -> cars.remove(ids);
            case 1 -> {
                cars.raise(ids);
                cache.multiEvict(ids);
            }
            default -> {
                List<Long> first = List.of(ids.iterator().next());
                cars.raise(first);
                cache.evict(first.get(0));
            }
        }
    }

    private void put(Collection<Long> ids) {
        switch (random.nextInt(3)) {
            case 0 -> {
                Map<Long, String> unused = cars.put(ids);
            }
            case 1 -> cache.multiPut(cars.raiseToPut(ids));
            default -> {
                Long id = ids.iterator().next();
                cache.put(id, cars.raiseToPut(List.of(id)).get(id));
            }
        }
    }
}
