package io.github.ms100.cacheasmulti.results;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;

/** Loads what a test says, whatever it is asked for. */
class Countries {

    record Row(@Nullable String id) {}

    private List<List<Row>> portions = List.of();

    private Map<?, String> map = Map.of();

    private int loads;

    void rows(Row... rows) {
        portions(Collections.nCopies(9, Arrays.asList(rows)));
    }

    /** What one call after another returns; then the database is down. */
    void portions(List<List<Row>> portions) {
        this.portions = new ArrayList<>(portions);
    }

    void map(Map<?, String> map) {
        this.map = map;
    }

    int loads() {
        return loads;
    }

    @Cacheable("countries")
    public Row one(String code) {
        return new Row(code.toUpperCase(java.util.Locale.ROOT));
    }

    @Cacheable("countries")
    public List<Row> byCode(@CacheAsMulti(asElementField = "id") Collection<String> codes) {
        return load();
    }

    @Cacheable("countries")
    public List<Row> inPortions(@CacheAsMulti(asElementField = "id", maxLoadSize = 1) List<String> codes) {
        return load();
    }

    @Cacheable("countries")
    public List<Row> grouped(@CacheAsMulti(asElementField = "id", grouped = true) List<String> codes) {
        return load();
    }

    @Cacheable("countries")
    @SuppressWarnings("unchecked")
    public Map<Long, String> byNumber(@CacheAsMulti List<Long> numbers) {
        return (Map<Long, String>) map;
    }

    @Cacheable("countries")
    @SuppressWarnings("unchecked")
    public Map<String, String> byName(@CacheAsMulti List<String> names) {
        return (Map<String, String>) map;
    }

    @Cacheable("countries")
    @SuppressWarnings("unchecked")
    public Map<Long, String> strictly(@CacheAsMulti(strictNull = true) List<Long> numbers) {
        return (Map<Long, String>) map;
    }

    @CachePut("countries")
    public List<Row> put(@CacheAsMulti(asElementField = "id") List<String> codes) {
        return load();
    }

    @CachePut("countries")
    public List<Row> putStrictly(@CacheAsMulti(asElementField = "id", strictNull = true) List<String> codes) {
        return load();
    }

    @Caching(cacheable = @Cacheable("countries"), put = @CachePut(cacheNames = "countries", key = "'put ' + #codes"))
    public List<Row> readAndPut(@CacheAsMulti(asElementField = "id") List<String> codes) {
        return load();
    }

    @CachePut(cacheNames = "countries", key = "#codes.substring(0, 1)")
    public List<Row> putByFirstLetter(@CacheAsMulti(asElementField = "id") List<String> codes) {
        return load();
    }

    @CachePut(cacheNames = "countries", key = "#result.id", condition = "#result != null")
    public List<Row> putByResult(@CacheAsMulti(asElementField = "id") List<String> codes) {
        return load();
    }

    @CachePut(cacheNames = "countries", condition = "#codes != 'xx' && #result != null")
    public List<Row> putSome(@CacheAsMulti(asElementField = "id") List<String> codes) {
        return load();
    }

    private List<Row> load() {
        loads++;
        if (portions.isEmpty()) {
            throw new IllegalStateException("it is down");
        }
        return portions.remove(0);
    }
}
