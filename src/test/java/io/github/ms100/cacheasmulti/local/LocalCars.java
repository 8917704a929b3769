package io.github.ms100.cacheasmulti.local;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.Hold;
import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/** The methods of an application whose caches have a local level, and its database. */
class LocalCars {

    private final Queue<Long> loaded = new ConcurrentLinkedQueue<>();

    private volatile String model = "car";

    private volatile @Nullable Hold hold;

    private volatile Runnable onSeed = () -> {};

    /** Returns what has been loaded since the last time. */
    List<Long> takeLoaded() {
        List<Long> taken = List.copyOf(loaded);
        loaded.clear();
        return taken;
    }

    /** Changes the whole database. */
    void renew(String model) {
        this.model = model;
    }

    /** Does something whenever cars are seeded, while they are read. */
    void onSeed(Runnable work) {
        onSeed = work;
    }

    /** Stops the next load when it has read the database. */
    Hold holdLoad() {
        Hold next = new Hold();
        hold = next;
        return next;
    }

    @Cacheable("cars")
    public Map<Long, String> find(@CacheAsMulti Collection<Long> ids) {
        Map<Long, String> found = new LinkedHashMap<>();
        ids.forEach(id -> found.put(id, model + " " + id));
        loaded.addAll(ids);
        Hold here = hold;
        if (here != null) {
            hold = null;
            here.here();
        }
        return found;
    }

    @Cacheable("cars")
    public String find(Long id) {
        return find(List.of(id)).get(id);
    }

    @CacheResult(cacheName = "cars")
    public String findByStandard(Long id) {
        return find(List.of(id)).get(id);
    }

    @CachePut(cacheNames = "cars", key = "#id")
    public String put(Long id, String car) {
        return car;
    }

    @CacheAsMulti
    @CachePut("cars")
    public Map<Long, String> seed(Map<Long, String> cars) {
        onSeed.run();
        return cars;
    }

    @CacheAsMulti
    @CachePut("cars")
    public CompletableFuture<Map<Long, String>> seedLater(Map<Long, String> cars) {
        onSeed.run();
        return CompletableFuture.completedFuture(cars);
    }

    @CacheAsMulti(asElementField = "id")
    @CachePut("cars")
    public Stream<Row> seedRows(Stream<Row> cars) {
        return cars;
    }

    @CacheEvict("cars")
    public void remove(@CacheAsMulti Collection<Long> ids) {}

    @CacheEvict("cars")
    public void remove(Long id) {}

    @CacheEvict(cacheNames = "cars", allEntries = true)
    public void removeAll() {}

    /** A car as it comes from the database. */
    public record Row(Long id, String car) implements Serializable {}
}
