package io.github.ms100.cacheasmulti.batch;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.Database;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/** What an application does by annotations with the cache that others ask by its keys. */
class TypedCars {

    private final Database database;

    TypedCars(Database database) {
        this.database = database;
    }

    @Cacheable("cars")
    public String find(Integer id) {
        return database.query(List.of(id)).get(id);
    }

    @Cacheable(cacheNames = "cars", sync = true)
    public Map<Integer, String> findAll(@CacheAsMulti Collection<Integer> ids) {
        return database.query(ids);
    }

    @CachePut(cacheNames = "cars")
    public Map<Integer, String> save(@CacheAsMulti Collection<Integer> ids) {
        return database.query(ids);
    }

    @CacheEvict(cacheNames = "cars")
    public void remove(@CacheAsMulti Collection<Integer> ids) {}
}
