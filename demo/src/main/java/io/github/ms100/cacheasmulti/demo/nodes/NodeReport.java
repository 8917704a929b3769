package io.github.ms100.cacheasmulti.demo.nodes;

import io.github.ms100.cacheasmulti.demo.catalogue.Product;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call did on a node.
 *
 * @param copiesAsked whether the node's local copies were asked; they are not while it does not know what others have changed
 * @param askedOfRedis the ids whose keys were in a command to Redis that reads
 * @param askedOfDatabase the ids that were parameters of a query
 */
public record NodeReport(
        String call,
        List<Element> elements,
        boolean copiesAsked,
        Collection<Long> askedOfRedis,
        Collection<Long> askedOfDatabase) {

    /**
     * One element of the batch.
     *
     * @param product {@code null} if there is no such product, or the element was evicted
     * @param priceNow what the database says when the call is over; {@code null} if there is no such product
     */
    public record Element(
            Long id,
            Origin origin,
            @Nullable Product product,
            @Nullable BigDecimal priceNow) {}

    /** Where an element came from, or what became of it. */
    public enum Origin {
        /** From this node's local copies: neither Redis nor the database was asked for it. */
        COPY,
        /** From Redis: Redis was asked for it, and the database was not. */
        REDIS,
        /** The database was asked for it. */
        DATABASE,
        /** It was saved and put into the cache. */
        PUT,
        /** It was evicted. */
        EVICTED
    }
}
