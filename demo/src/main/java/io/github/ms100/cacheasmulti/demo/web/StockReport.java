package io.github.ms100.cacheasmulti.demo.web;

import io.github.ms100.cacheasmulti.demo.evidence.Evidence;
import io.github.ms100.cacheasmulti.demo.web.CallReport.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests for the stock did that were made at once: for each caller, to each element, and in the database. */
record StockReport(String call, List<Caller> callers, Evidence evidence) {

    /** One of several callers. */
    record Caller(List<Element> elements) {}

    /**
     * One element of a caller's batch.
     *
     * @param stock {@code null} if there is no such product, or the element was evicted
     */
    record Element(Long id, Outcome outcome, @Nullable Integer stock) {}
}
