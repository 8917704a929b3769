package io.github.ms100.cacheasmulti.demo.web;

import io.github.ms100.cacheasmulti.demo.catalogue.Product;
import io.github.ms100.cacheasmulti.demo.catalogue.ProductRepository;
import io.github.ms100.cacheasmulti.demo.evidence.Evidence;
import io.github.ms100.cacheasmulti.demo.evidence.Witness;
import io.github.ms100.cacheasmulti.demo.web.CallReport.Element;
import io.github.ms100.cacheasmulti.demo.web.CallReport.Outcome;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Calls the repository and reports what was seen. */
@Service
class Catalogue {

    private final ProductRepository repository;

    private final Witness witness;

    private final HitCount hits;

    Catalogue(ProductRepository repository, Witness witness, HitCount hits) {
        this.repository = repository;
        this.witness = witness;
        this.hits = hits;
    }

    /** Looks the products up and says of each whether the cache knew it. */
    CallReport lookUp(List<Long> ids, Way way) {
        Map<Long, Product> found = new HashMap<>();
        Evidence evidence = witness.watch(() -> find(ids, way, found));
        Set<Object> loaded = evidence.idsRead();
        List<Element> elements = ids.stream()
                .map(id -> new Element(id, loaded.contains(id) ? Outcome.DATABASE : Outcome.CACHE, found.get(id)))
                .toList();
        long fromCache = ids.stream().filter(id -> !loaded.contains(id)).count();
        return new CallReport(describe(way, ids.size()), elements, evidence, hits.add(ids.size(), fromCache));
    }

    /** Stores new prices; an id without a product is reported as it was looked up. */
    CallReport changePrices(Map<Long, BigDecimal> prices) {
        Map<Long, Product> saved = new HashMap<>();
        Evidence evidence = witness.watch(() -> {
            Collection<Product> current = repository.findByIds(prices.keySet()).values();
            List<Product> changed = current.stream()
                    .map(product -> product.withPrice(prices.get(product.id())))
                    .toList();
            repository.saveAll(changed).forEach(product -> saved.put(product.id(), product));
        });
        Set<Object> loaded = evidence.idsRead();
        List<Element> elements = prices.keySet().stream()
                .map(id -> new Element(id, outcomeOfChange(id, saved, loaded), saved.get(id)))
                .toList();
        return new CallReport(
                "saveAll(%s)".formatted(count(saved.size(), "product")), elements, evidence, hits.current());
    }

    CallReport delete(List<Long> ids) {
        return removal("deleteByIds", ids, Outcome.DELETED, () -> repository.deleteByIds(ids));
    }

    CallReport evict(List<Long> ids) {
        return removal("forget", ids, Outcome.EVICTED, () -> repository.forget(ids));
    }

    CallReport clear() {
        return new CallReport("forgetAll()", List.of(), witness.watch(repository::forgetAll), hits.current());
    }

    private void find(List<Long> ids, Way way, Map<Long, Product> found) {
        switch (way) {
            case MAP -> found.putAll(repository.findByIds(ids));
            case LIST -> repository.listByIds(ids).forEach(product -> found.put(product.id(), product));
            case ONE_BY_ONE ->
                ids.forEach(id -> {
                    Product product = repository.findById(id);
                    if (product != null) {
                        found.put(id, product);
                    }
                });
        }
    }

    private CallReport removal(String method, List<Long> ids, Outcome outcome, Runnable call) {
        Evidence evidence = witness.watch(call);
        List<Element> elements =
                ids.stream().map(id -> new Element(id, outcome, null)).toList();
        return new CallReport("%s(%s)".formatted(method, count(ids.size(), "id")), elements, evidence, hits.current());
    }

    private static Outcome outcomeOfChange(Long id, Map<Long, Product> saved, Set<Object> loaded) {
        if (saved.containsKey(id)) {
            return Outcome.PUT;
        }
        return loaded.contains(id) ? Outcome.DATABASE : Outcome.CACHE;
    }

    private static String describe(Way way, int size) {
        return switch (way) {
            case MAP -> "findByIds(%s)".formatted(count(size, "id"));
            case LIST -> "listByIds(%s)".formatted(count(size, "id"));
            case ONE_BY_ONE -> "findById(id), %s".formatted(size == 1 ? "once" : size + " times");
        };
    }

    static String count(int size, String noun) {
        return size + " " + noun + (size == 1 ? "" : "s");
    }
}
