package io.github.ms100.cacheasmulti.changes;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/** Batch reads, and all the ways in which Spring's annotations change what they read. */
class ChangingCars {

    private final Database database;

    ChangingCars(Database database) {
        this.database = database;
    }

    @Cacheable("cars")
    public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
        return database.query(ids);
    }

    @Cacheable(cacheNames = "cars", sync = true)
    public Map<Integer, String> findOnce(@CacheAsMulti List<Integer> ids) {
        return database.query(ids);
    }

    @Cacheable({"cars", "far"})
    public Map<Integer, String> findInTwoCaches(@CacheAsMulti List<Integer> ids) {
        return database.query(ids);
    }

    @Cacheable("cars")
    public CompletableFuture<Map<Integer, String>> findLater(@CacheAsMulti List<Integer> ids) {
        return CompletableFuture.completedFuture(database.query(ids));
    }

    @Cacheable({"cars", "far"})
    public CompletableFuture<Map<Integer, String>> findInTwoCachesLater(@CacheAsMulti List<Integer> ids) {
        return CompletableFuture.completedFuture(database.query(ids));
    }

    @CachePut("cars")
    public CompletableFuture<Map<Integer, String>> putLater(@CacheAsMulti List<Integer> ids) {
        return CompletableFuture.completedFuture(put(ids));
    }

    @CacheEvict("cars")
    public CompletableFuture<Void> evictLater(@CacheAsMulti List<Integer> ids) {
        return CompletableFuture.completedFuture(null);
    }

    @CacheEvict(cacheNames = "cars", allEntries = true)
    public CompletableFuture<Void> evictAllLater(@CacheAsMulti List<Integer> ids) {
        return CompletableFuture.completedFuture(null);
    }

    @Cacheable("cars")
    public String find(Integer id) {
        return "new " + id;
    }

    @CachePut("cars")
    public String put(Integer id) {
        return "new " + id;
    }

    @CachePut("cars")
    public Map<Integer, String> put(@CacheAsMulti List<Integer> ids) {
        Map<Integer, String> values = new LinkedHashMap<>();
        ids.forEach(id -> values.put(id, "new " + id));
        return values;
    }

    @CacheAsMulti
    @CachePut("cars")
    public Map<Integer, String> seed(List<Integer> ids) {
        return put(ids);
    }

    @CacheAsMulti
    @CachePut("cars")
    public CompletableFuture<Map<Integer, String>> seedLater(List<Integer> ids) {
        return putLater(ids);
    }

    @CacheEvict("cars")
    public void evict(Integer id) {}

    @CacheEvict(cacheNames = "cars", beforeInvocation = true)
    public void evictBefore(Integer id) {}

    @CacheEvict(cacheNames = "cars", allEntries = true)
    public void evictAll() {}

    @CacheEvict(cacheNames = "cars", allEntries = true, beforeInvocation = true)
    public void evictAllBefore() {}

    @CacheEvict("cars")
    public void evict(@CacheAsMulti List<Integer> ids) {}

    @CacheEvict(cacheNames = "cars", beforeInvocation = true)
    public void evictBefore(@CacheAsMulti List<Integer> ids) {}

    @CacheEvict(cacheNames = "cars", allEntries = true)
    public void evictAll(@CacheAsMulti List<Integer> ids) {}

    @CacheEvict(cacheNames = "cars", allEntries = true, beforeInvocation = true)
    public void evictAllBefore(@CacheAsMulti List<Integer> ids) {}
}
