package io.github.ms100.cacheasmulti.demo.delivery;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many days a product takes to arrive, cached product by product in the cache {@code delivery}. */
@Repository
@CacheDefaults(cacheName = "delivery")
public class DeliveryTimes {

    private final JdbcClient jdbc;

    private final JdbcTemplate batches;

    DeliveryTimes(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Returns the days for a product, or {@code null} if no supplier has it: that, too, is remembered. */
    @CacheResult
    public @Nullable Integer findDays(Long id) {
        return jdbc.sql("SELECT days FROM delivery WHERE product_id = ?")
                .param(id)
                .query(Integer.class)
                .optional()
                .orElse(null);
    }

    /** Returns the days by product id; a product that no supplier has is left out. */
    @CacheResult
    public Map<Long, Integer> findDays(@CacheAsMulti Collection<Long> ids) {
        Map<Long, Integer> days = new HashMap<>();
        jdbc.sql("SELECT product_id, days FROM delivery WHERE product_id IN (:ids)")
                .param("ids", ids)
                .query(row -> {
                    days.put(row.getLong("product_id"), row.getInt("days"));
                });
        return days;
    }

    /** Stores the days and puts each of them into the cache, but not if storing fails. */
    @CachePut(noCacheFor = RuntimeException.class)
    public void saveDays(@CacheAsMulti @CacheValue Map<Long, Integer> days) {
        List<Object[]> rows = days.entrySet().stream()
                .map(entry -> new Object[] {entry.getKey(), entry.getValue()})
                .toList();
        batches.batchUpdate("MERGE INTO delivery (product_id, days) VALUES (?, ?)", rows);
    }

    /** Removes the days from the cache; the database keeps them. */
    @CacheRemove
    public void forget(@CacheAsMulti Collection<Long> ids) {}
}
