package io.github.ms100.cacheasmulti.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dashboard and the alerts are checked with finds what is wrong, and passes nothing by. */
class ExpressionTests {

    private static final Scrape SCRAPE = Scrape.parse("""
            # TYPE cache_batch_gets_total counter
            cache_batch_gets_total{cache="cars",result="hit"} 60.0
            cache_batch_gets_total{cache="far \\"away\\"",result="miss"} 39.0
            cache_batch_available{cache="cars"} 1.0
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache_batch_available == 0",
                "sum by (cache) (rate(cache_batch_gets_total{result=\"hit\"}[5m])) > 0.5",
                "(sum(rate(cache_batch_gets_total{cache=~\"$cache\"}[$__rate_interval])) or vector(0)) / 2",
                "sum by (cache, result) (increase(cache_batch_gets_total{result=~\"hit|miss\"}[1h] offset 1d))",
                "max by (instance) (cache_batch_available)",
                "count(min by (cache) (cache_batch_available) == 0)"
            })
    void whatIsThere(String expression) {
        assertThat(SCRAPE.missing(Expression.parse(expression))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "sum(rate(cache_batch_get_total[5m])); cache_batch_get_total",
                "cache_batch_available == 0 or cache_batch_availible; cache_batch_availible",
                "sum by (cahce) (rate(cache_batch_gets_total[5m])); cache_batch_gets_total{cahce}",
                "max by (cache) (cache_batch_available{node=\"a\"}); cache_batch_available{node}",
                "sum(rate(cache_batch_gets_total{result=\"hits\"}[5m])); cache_batch_gets_total{result=hits}",
                "sum(rate(cache_batch_gets_total{result=~\"hit|mis\"}[5m])); cache_batch_gets_total{result=mis}",
                "sum(rate(cache_batch_gets_total{result!=\"errors\"}[5m])); cache_batch_gets_total{result=errors}"
            })
    void whatIsMisspelt(String expression, String missing) {
        assertThat(SCRAPE.missing(Expression.parse(expression))).contains(missing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sum without (cache) (cache_batch_available)",
                "histogram_quantile(0.9, cache_batch_available)",
                "rate(cache_batch_gets_total)",
                "rate(cache_batch_gets_total[5])",
                "rate(cache_batch_gets_total[$interval])",
                "sum(cache_batch_available) by (cache)",
                "cache_batch_available{cache='cars'}",
                "cache_batch_available{cache=\"cars\"",
                "cache_batch_available cache_batch_available",
                "cache_batch_available @ 1",
                "sum(cache_batch_available) + on (cache) cache_batch_available",
                "sum by (cache) (sum by (result) (cache_batch_available))",
                "sum by (cache) (cache_batch_available) / sum(cache_batch_available)",
                "sum by (cache) (cache_batch_available) / cache_batch_available"
            })
    void whatIsNotUnderstoodIsRefused(String expression) {
        assertThatIllegalArgumentException().isThrownBy(() -> Expression.parse(expression));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h.t", "", "hit|", "$cache|hit"})
    void onlyPlainValuesAreCompared(String value) {
        Expression expression = Expression.parse("cache_batch_gets_total{result=~\"%s\"}".formatted(value));

        assertThatIllegalArgumentException().isThrownBy(() -> SCRAPE.missing(expression));
    }

    @Test
    void labelsOfTheResult() {
        assertThat(Expression.parse("sum by (cache, result) (rate(cache_batch_gets_total[5m])) > 0")
                        .labels())
                .containsExactlyInAnyOrder("cache", "result");
        assertThat(Expression.parse("cache_batch_available").labels()).isEmpty();
    }

    @Test
    void variables() {
        assertThat(SCRAPE.missing(
                        Expression.ofVariable("label_values(cache_batch_available{cache=~\"$cache\"}, cache)")))
                .isEmpty();
        assertThat(SCRAPE.missing(Expression.ofVariable("label_values(cache_batch_available, result)")))
                .containsExactly("cache_batch_available{result}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expression.ofVariable("query_result(cache_batch_available)"));
    }
}
