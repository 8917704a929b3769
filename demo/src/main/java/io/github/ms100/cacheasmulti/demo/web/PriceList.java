package io.github.ms100.cacheasmulti.demo.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** New prices by product id. */
final class PriceList {

    private static final BigDecimal HIGHEST = new BigDecimal("99999999.99");

    private PriceList() {}

    /**
     * Returns the prices with two decimals, in the order given.
     *
     * @throws InvalidRequestException if there is none or too many, an id is invalid, or a price is missing, negative,
     *     too high or has more than two decimals
     */
    static Map<Long, BigDecimal> parse(Map<String, @Nullable BigDecimal> prices) {
        if (prices.isEmpty() || prices.size() > IdList.LIMIT) {
            throw new InvalidRequestException("%d prices given: from 1 to %d are allowed, such as {\"17\": 24.90}"
                    .formatted(prices.size(), IdList.LIMIT));
        }
        Map<Long, BigDecimal> parsed = new LinkedHashMap<>();
        prices.forEach((id, price) -> parsed.put(IdList.parseOne(id), valid(id, price)));
        return parsed;
    }

    private static BigDecimal valid(String id, @Nullable BigDecimal price) {
        if (price == null || price.signum() < 0 || price.compareTo(HIGHEST) > 0 || decimals(price) > 2) {
            throw new InvalidRequestException(
                    "The price of product %s is %s: it must be from 0 to %s with at most two decimals, such as 24.90"
                            .formatted(id, price, HIGHEST.toPlainString()));
        }
        return price.setScale(2, RoundingMode.UNNECESSARY);
    }

    private static int decimals(BigDecimal price) {
        return price.stripTrailingZeros().scale();
    }
}
