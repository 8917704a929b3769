package io.github.ms100.cacheasmulti.demo.web;

import java.math.BigDecimal;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Delivery times by product id; each answer says what was seen. */
@RestController
@RequestMapping("/api")
class DeliveryController {

    private final Deliveries deliveries;

    DeliveryController(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @GetMapping("/delivery")
    DeliveryReport lookUp(@RequestParam(defaultValue = "") String ids) {
        return deliveries.lookUp(IdList.parse(ids));
    }

    @GetMapping("/delivery/{id}")
    DeliveryReport lookUpOne(@PathVariable String id) {
        return deliveries.lookUpOne(IdList.parseOne(id));
    }

    @PutMapping("/delivery")
    DeliveryReport save(@RequestBody Map<String, BigDecimal> days) {
        return deliveries.save(DeliveryDays.parse(days));
    }

    @DeleteMapping("/cache/delivery")
    DeliveryReport forget(@RequestParam(defaultValue = "") String ids) {
        return deliveries.forget(IdList.parse(ids));
    }
}
