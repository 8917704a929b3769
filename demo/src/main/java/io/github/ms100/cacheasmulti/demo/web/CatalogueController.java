package io.github.ms100.cacheasmulti.demo.web;

import io.github.ms100.cacheasmulti.demo.catalogue.CatalogueSize;
import io.github.ms100.cacheasmulti.demo.catalogue.ProductRepository;
import io.github.ms100.cacheasmulti.demo.nodes.Nodes;
import java.math.BigDecimal;
import java.util.Map;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lookups and changes by id; each answer says what was seen. */
@RestController
@RequestMapping("/api")
class CatalogueController {

    private final Catalogue catalogue;

    private final ProductRepository repository;

    private final HitCount hits;

    private final CacheDescription cache;

    private final Environment environment;

    CatalogueController(
            Catalogue catalogue,
            ProductRepository repository,
            HitCount hits,
            CacheDescription cache,
            Environment environment) {
        this.catalogue = catalogue;
        this.repository = repository;
        this.hits = hits;
        this.cache = cache;
        this.environment = environment;
    }

    @GetMapping("/products")
    CallReport lookUp(
            @RequestParam(defaultValue = "") String ids, @RequestParam(name = "way", defaultValue = "map") String way) {
        return catalogue.lookUp(IdList.parse(ids), Way.of(way));
    }

    @PutMapping("/products/prices")
    CallReport changePrices(@RequestBody Map<String, BigDecimal> prices) {
        return catalogue.changePrices(PriceList.parse(prices));
    }

    @DeleteMapping("/products")
    CallReport delete(@RequestParam(defaultValue = "") String ids) {
        return catalogue.delete(IdList.parse(ids));
    }

    @DeleteMapping("/cache/products")
    CallReport evict(@RequestParam(defaultValue = "") String ids) {
        return catalogue.evict(IdList.parse(ids));
    }

    @DeleteMapping("/cache")
    CallReport clear() {
        return catalogue.clear();
    }

    @GetMapping("/status")
    Status status() {
        boolean nodes = environment.acceptsProfiles(Profiles.of(Nodes.PROFILE));
        return new Status(cache.text(), repository.size(), IdList.LIMIT, hits.current(), nodes);
    }

    @DeleteMapping("/totals")
    HitCount.Totals resetTotals() {
        return hits.reset();
    }

    record Status(String cache, CatalogueSize catalogue, int idLimit, HitCount.Totals totals, boolean nodes) {}
}
