package io.github.ms100.cacheasmulti.demo.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;

/** One row of the catalogue. */
public record Product(
        Long id,
        String sku,
        String name,
        String category,
        String brand,
        BigDecimal price,
        int stock,
        LocalDate releasedOn) {

    public Product withPrice(BigDecimal newPrice) {
        return new Product(id, sku, name, category, brand, newPrice, stock, releasedOn);
    }
}
