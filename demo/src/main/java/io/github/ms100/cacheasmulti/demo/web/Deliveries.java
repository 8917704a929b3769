package io.github.ms100.cacheasmulti.demo.web;

import io.github.ms100.cacheasmulti.demo.delivery.DeliveryTimes;
import io.github.ms100.cacheasmulti.demo.evidence.Evidence;
import io.github.ms100.cacheasmulti.demo.evidence.Witness;
import io.github.ms100.cacheasmulti.demo.web.CallReport.Outcome;
import io.github.ms100.cacheasmulti.demo.web.DeliveryReport.Element;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Asks for delivery times and reports what was seen. */
@Service
class Deliveries {

    private final DeliveryTimes times;

    private final Witness witness;

    Deliveries(DeliveryTimes times, Witness witness) {
        this.times = times;
        this.witness = witness;
    }

    /** Looks the times up and says of each whether the cache knew it. */
    DeliveryReport lookUp(List<Long> ids) {
        Map<Long, Integer> found = new HashMap<>();
        Evidence evidence = witness.watch(() -> found.putAll(times.findDays(ids)));
        return lookedUp("findDays(%s)".formatted(Catalogue.count(ids.size(), "id")), ids, found, evidence);
    }

    /** As {@link #lookUp}, with the method for a single product. */
    DeliveryReport lookUpOne(Long id) {
        Map<Long, @Nullable Integer> found = new HashMap<>();
        Evidence evidence = witness.watch(() -> found.put(id, times.findDays(id)));
        return lookedUp("findDays(id)", List.of(id), found, evidence);
    }

    DeliveryReport save(Map<Long, Integer> days) {
        Evidence evidence = witness.watch(() -> times.saveDays(days));
        return report(
                "saveDays(%s)".formatted(Catalogue.count(days.size(), "id")),
                days.keySet(),
                evidence,
                id -> new Element(id, Outcome.PUT, days.get(id)));
    }

    DeliveryReport forget(List<Long> ids) {
        Evidence evidence = witness.watch(() -> times.forget(ids));
        return report(
                "forget(%s)".formatted(Catalogue.count(ids.size(), "id")),
                ids,
                evidence,
                id -> new Element(id, Outcome.EVICTED, null));
    }

    private static DeliveryReport lookedUp(
            String call, List<Long> ids, Map<Long, @Nullable Integer> found, Evidence evidence) {
        Set<Object> loaded = evidence.idsRead();
        return report(
                call,
                ids,
                evidence,
                id -> new Element(id, loaded.contains(id) ? Outcome.DATABASE : Outcome.CACHE, found.get(id)));
    }

    private static DeliveryReport report(
            String call, Collection<Long> ids, Evidence evidence, Function<Long, Element> element) {
        return new DeliveryReport(call, ids.stream().map(element).toList(), evidence);
    }
}
