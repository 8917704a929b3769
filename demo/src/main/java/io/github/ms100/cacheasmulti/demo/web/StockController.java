package io.github.ms100.cacheasmulti.demo.web;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The stock by product id, asked for by several callers at once; each answer says what was seen. */
@RestController
@RequestMapping("/api")
class StockController {

    private final Stock stock;

    StockController(Stock stock) {
        this.stock = stock;
    }

    @GetMapping("/stock")
    StockReport lookUp(
            @RequestParam(defaultValue = "") String ids, @RequestParam(defaultValue = "false") boolean mono) {
        return stock.lookUp(IdList.parse(ids), mono);
    }

    @DeleteMapping("/cache/stock")
    StockReport forget(@RequestParam(defaultValue = "") String ids) {
        return stock.forget(IdList.parse(ids));
    }
}
