package io.github.ms100.cacheasmulti.local.process;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/** The annotated methods of a node, on the database; each thread has its journal. */
class ProcessCars {

    /** One load in so many takes its time. */
    private static final int SLOW = 4;

    private final ThreadLocal<Journal> journals = new ThreadLocal<>();

    private @Nullable Database database;

    private @Nullable Counts counts;

    void use(Database database, Counts counts) {
        this.database = database;
        this.counts = counts;
    }

    /** Says where the current thread notes what it does. */
    void write(Journal journal) {
        journals.set(journal);
    }

    private Database database() {
        return Objects.requireNonNull(database);
    }

    private Journal journal() {
        return Objects.requireNonNull(journals.get());
    }

    /** Returns what is cached of a version of a car. */
    static String car(long id, long version) {
        return id + "@" + version;
    }

    /** Returns the version that is cached. */
    static long version(long id, String car) {
        int at = car.indexOf('@');
        if (Long.parseLong(car.substring(0, at)) != id) {
            throw new AssertionError("%s instead of car %d".formatted(car, id));
        }
        return Long.parseLong(car.substring(at + 1));
    }

    private static Map<Long, String> cars(Map<Long, Long> versions) {
        Map<Long, String> cars = new LinkedHashMap<>();
        versions.forEach((id, version) -> cars.put(id, car(id, version)));
        return cars;
    }

    /** Reads the database. */
    public Map<Long, String> load(Collection<Long> ids) {
        long begun = System.nanoTime();
        Map<Long, Long> versions = database().read(ids);
        journal().loaded(begun, versions);
        Objects.requireNonNull(counts).add(Count.LOADS, versions.size());
        if (ThreadLocalRandom.current().nextInt(SLOW) == 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
        }
        return cars(versions);
    }

    @Cacheable("cars")
    public Map<Long, String> find(@CacheAsMulti Collection<Long> ids) {
        return load(ids);
    }

    @Cacheable(cacheNames = "cars", sync = true)
    public Map<Long, String> findTogether(@CacheAsMulti Collection<Long> ids) {
        return load(ids);
    }

    @Cacheable("cars")
    public @Nullable String find(Long id) {
        return load(List.of(id)).get(id);
    }

    @CacheEvict("cars")
    public void remove(@CacheAsMulti Collection<Long> ids) {
        raise(ids);
    }

    /** Changes the database before the cache. */
    public void raise(Collection<Long> ids) {
        journal().changing(database().raise(ids));
    }

    @CachePut("cars")
    public Map<Long, String> put(@CacheAsMulti Collection<Long> ids) {
        return raiseToPut(ids);
    }

    /** Changes the database, and returns what the cache is to hold from then on. */
    public Map<Long, String> raiseToPut(Collection<Long> ids) {
        Map<Long, Long> versions = database().raise(ids);
        journal().putting(versions);
        return cars(versions);
    }

    @CacheEvict(cacheNames = "cars", allEntries = true)
    public void removeAll(Collection<Long> ids) {
        Map<Long, Long> unused = database().raise(ids);
        journal().changing(database().readAll());
    }
}
