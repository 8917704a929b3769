package io.github.ms100.cacheasmulti.demo.web;

import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.cache.batch.Outcome.Hit;
import io.github.ms100.cacheasmulti.demo.evidence.Evidence;
import io.github.ms100.cacheasmulti.demo.evidence.Witness;
import io.github.ms100.cacheasmulti.demo.offers.Offers;
import io.github.ms100.cacheasmulti.demo.web.CallReport.Outcome;
import io.github.ms100.cacheasmulti.demo.web.OfferReport.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Asks for offers and reports what was seen: what came of each is what the cache says. */
@Service
class OfferRequests {

    private final Offers offers;

    private final Witness witness;

    OfferRequests(Offers offers, Witness witness) {
        this.offers = offers;
        this.witness = witness;
    }

    OfferReport lookUp(List<Long> ids, boolean outage) {
        List<BatchResult<Long, Integer>> found = new ArrayList<>();
        Evidence evidence = witness.watch(() -> found.add(offers.findOffers(ids, outage)));
        return new OfferReport(describe("findOffers", ids), elements(found.get(0)), evidence);
    }

    private static List<Element> elements(BatchResult<Long, Integer> found) {
        Map<Long, Integer> cents = found.values();
        Map<Long, Throwable> failed = found.failed();
        List<Element> elements = new ArrayList<>();
        found.outcomes().forEach((id, outcome) -> {
            Throwable failure = failed.get(id);
            elements.add(
                    (failure != null)
                            ? new Element(id, Outcome.FAILED, null, failure.getMessage())
                            : new Element(
                                    id,
                                    (outcome instanceof Hit) ? Outcome.CACHE : Outcome.DATABASE,
                                    cents.get(id),
                                    null));
        });
        return elements;
    }

    OfferReport forget(List<Long> ids) {
        Evidence evidence = witness.watch(() -> offers.forget(ids));
        List<Element> elements = ids.stream()
                .map(id -> new Element(id, Outcome.EVICTED, null, null))
                .toList();
        return new OfferReport(describe("forget", ids), elements, evidence);
    }

    private static String describe(String method, List<Long> ids) {
        return "%s(%s)".formatted(method, Catalogue.count(ids.size(), "id"));
    }
}
