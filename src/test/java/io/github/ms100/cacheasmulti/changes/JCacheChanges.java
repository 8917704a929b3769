package io.github.ms100.cacheasmulti.changes;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.Database;
import java.util.List;
import java.util.Map;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;

/** Batch methods with the annotations of JSR-107. Their keys are Spring's, so that both families share entries. */
public class JCacheChanges {

    private final Database database;

    public JCacheChanges(Database database) {
        this.database = database;
    }

    @CacheResult(cacheName = "cars")
    public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
        return database.query(ids);
    }

    @CacheResult(cacheName = "cars", skipGet = true)
    public Map<Integer, String> refresh(@CacheAsMulti List<Integer> ids) {
        return database.query(ids);
    }

    @CacheRemove(cacheName = "cars")
    public void remove(@CacheAsMulti List<Integer> ids) {}

    @CacheRemove(cacheName = "cars", afterInvocation = false)
    public void removeBefore(@CacheAsMulti List<Integer> ids) {}

    @CachePut(cacheName = "cars")
    public void put(@CacheAsMulti @CacheValue Map<Integer, String> cars) {}
}
