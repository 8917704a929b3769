package io.github.ms100.cacheasmulti.demo.web;

import io.github.ms100.cacheasmulti.demo.evidence.Evidence;
import io.github.ms100.cacheasmulti.demo.web.CallReport.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request for offers did: to each element, and in the database. */
record OfferReport(String call, List<Element> elements, Evidence evidence) {

    /**
     * One element of the batch.
     *
     * @param cents {@code null} if there is no such product, its supplier did not answer, or the element was evicted
     * @param failure why nobody knows; {@code null} if it did not fail
     */
    record Element(
            Long id,
            Outcome outcome,
            @Nullable Integer cents,
            @Nullable String failure) {}
}
