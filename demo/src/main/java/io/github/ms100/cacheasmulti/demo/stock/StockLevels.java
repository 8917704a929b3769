package io.github.ms100.cacheasmulti.demo.stock;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** How many of a product there are, cached product by product in the cache {@code stock}; no thread waits for the way there. */
@Repository
@CacheConfig(cacheNames = "stock")
public class StockLevels {

    private static final int MILLISECONDS_AWAY = 300;

    private final JdbcClient jdbc;

    private final Executor warehouse;

    StockLevels(JdbcClient jdbc, @Qualifier("applicationTaskExecutor") Executor executor) {
        this.jdbc = jdbc;
        Executor late = CompletableFuture.delayedExecutor(MILLISECONDS_AWAY, TimeUnit.MILLISECONDS, executor);
        ContextSnapshotFactory context = ContextSnapshotFactory.builder().build();
        this.warehouse = task -> late.execute(context.captureAll().wrap(task));
    }

    /** Returns how many there are by product id; a product that there is not is left out. */
    @Cacheable(sync = true)
    public CompletableFuture<Map<Long, Integer>> findStock(@CacheAsMulti Collection<Long> ids) {
        return CompletableFuture.supplyAsync(() -> select(ids), warehouse);
    }

    /** As {@link #findStock}; looks up and loads when it is subscribed to. */
    @Cacheable(sync = true)
    public Mono<Map<Long, Integer>> monoOfStock(@CacheAsMulti Collection<Long> ids) {
        return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> select(ids), warehouse));
    }

    /** Removes the stock from the cache; it is done when the result is there. */
    @CacheEvict
    public CompletableFuture<Void> forget(@CacheAsMulti Collection<Long> ids) {
        return CompletableFuture.completedFuture(null);
    }

    private Map<Long, Integer> select(Collection<Long> ids) {
        Map<Long, Integer> stock = new HashMap<>();
        jdbc.sql("SELECT id, stock FROM product WHERE id IN (:ids)")
                .param("ids", ids)
                .query((RowCallbackHandler) row -> stock.put(row.getLong("id"), row.getInt("stock")));
        return stock;
    }
}
