package io.github.ms100.cacheasmulti.demo.web;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Offers by product id, of suppliers some of whom may not answer; each answer says what came of each product. */
@RestController
@RequestMapping("/api")
class OfferController {

    private final OfferRequests offers;

    OfferController(OfferRequests offers) {
        this.offers = offers;
    }

    @GetMapping("/offers")
    OfferReport lookUp(
            @RequestParam(defaultValue = "") String ids, @RequestParam(defaultValue = "false") boolean outage) {
        return offers.lookUp(IdList.parse(ids), outage);
    }

    @DeleteMapping("/cache/offers")
    OfferReport forget(@RequestParam(defaultValue = "") String ids) {
        return offers.forget(IdList.parse(ids));
    }
}
