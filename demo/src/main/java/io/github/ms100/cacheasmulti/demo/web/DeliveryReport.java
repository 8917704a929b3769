package io.github.ms100.cacheasmulti.demo.web;

import io.github.ms100.cacheasmulti.demo.evidence.Evidence;
import io.github.ms100.cacheasmulti.demo.web.CallReport.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request for delivery times did: to each element, and in the database. */
record DeliveryReport(String call, List<Element> elements, Evidence evidence) {

    /**
     * One element of the batch.
     *
     * @param days {@code null} if no supplier has the product, or the element was evicted
     */
    record Element(Long id, Outcome outcome, @Nullable Integer days) {}
}
