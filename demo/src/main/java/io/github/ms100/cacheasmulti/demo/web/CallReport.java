package io.github.ms100.cacheasmulti.demo.web;

import io.github.ms100.cacheasmulti.demo.catalogue.Product;
import io.github.ms100.cacheasmulti.demo.evidence.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request did: to each element, in the database and to the running totals. */
record CallReport(String call, List<Element> elements, Evidence evidence, HitCount.Totals totals) {

    /**
     * One element of the batch.
     *
     * @param product {@code null} if there is no such product, or the element was evicted or deleted
     */
    record Element(Long id, Outcome outcome, @Nullable Product product) {}

    /** What happened to an element. */
    enum Outcome {
        /** The cache knew it: the database was not asked for it. */
        CACHE,
        /** The database was asked for it. */
        DATABASE,
        /** Another call asked the database for it, at the same time. */
        SHARED,
        /** It was asked for, and there was no answer. */
        FAILED,
        /** It was stored and put into the cache. */
        PUT,
        /** It was removed from the cache alone. */
        EVICTED,
        /** It was removed from the database and the cache. */
        DELETED
    }
}
