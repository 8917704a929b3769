package io.github.ms100.cacheasmulti.demo.web;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** New delivery times by product id. */
final class DeliveryDays {

    private static final BigDecimal LONGEST = BigDecimal.valueOf(365);

    private DeliveryDays() {}

    /**
     * Returns the days, in the order given.
     *
     * @throws InvalidRequestException if there is none or too many, an id is invalid, or days are missing, negative, too
     *     many or no whole number
     */
    static Map<Long, Integer> parse(Map<String, @Nullable BigDecimal> days) {
        if (days.isEmpty() || days.size() > IdList.LIMIT) {
            throw new InvalidRequestException("%d delivery times given: from 1 to %d are allowed, such as {\"17\": 3}"
                    .formatted(days.size(), IdList.LIMIT));
        }
        Map<Long, Integer> parsed = new LinkedHashMap<>();
        days.forEach((id, number) -> parsed.put(IdList.parseOne(id), valid(id, number)));
        return parsed;
    }

    private static int valid(String id, @Nullable BigDecimal days) {
        if (days == null
                || days.signum() < 0
                || days.compareTo(LONGEST) > 0
                || days.stripTrailingZeros().scale() > 0) {
            throw new InvalidRequestException(
                    "The delivery time of product %s is %s: it must be a whole number of days from 0 to %s"
                            .formatted(id, days, LONGEST));
        }
        return days.intValueExact();
    }
}
