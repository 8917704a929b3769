package io.github.ms100.cacheasmulti.demo.offers;

import io.github.ms100.cacheasmulti.cache.batch.BatchCache;
import io.github.ms100.cacheasmulti.cache.batch.BatchCaches;
import io.github.ms100.cacheasmulti.cache.batch.BatchLoader;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What suppliers ask for a product, in cents: what they have said is cached, and of those that do not answer nobody knows. */
@Repository
public class Offers {

    /** Of each so many products one has a supplier that can be down. */
    private static final int DOWN = 4;

    private final BatchCache<Long, Integer> offers;

    private final JdbcClient jdbc;

    Offers(BatchCaches caches, JdbcClient jdbc) {
        this.offers = caches.cache("offers", Integer.class);
        this.jdbc = jdbc;
    }

    /**
     * Returns the offers by product id.
     *
     * @param outage whether the suppliers of each fourth product do not answer
     */
    public BatchResult<Long, Integer> findOffers(Collection<Long> ids, boolean outage) {
        return offers.load(ids, BatchLoader.ofResult(asked -> ask(asked, outage)));
    }

    /** Removes offers from the cache. */
    public void forget(Collection<Long> ids) {
        offers.evictAll(ids);
    }

    private BatchResult<Long, Integer> ask(Collection<Long> ids, boolean outage) {
        List<Long> answering =
                ids.stream().filter(id -> !(outage && id % DOWN == 0)).toList();
        Map<Long, Throwable> failures = new HashMap<>();
        ids.stream()
                .filter(id -> !answering.contains(id))
                .forEach(id -> failures.put(id, new IllegalStateException("the supplier does not answer")));
        return BatchResult.of(select(answering), failures);
    }

    private Map<Long, Integer> select(List<Long> ids) {
        Map<Long, Integer> cents = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("SELECT id, CAST(price * 60 AS INT) AS offer FROM product WHERE id IN (:ids)")
                    .param("ids", ids)
                    .query((RowCallbackHandler) row -> cents.put(row.getLong("id"), row.getInt("offer")));
        }
        return cents;
    }
}
