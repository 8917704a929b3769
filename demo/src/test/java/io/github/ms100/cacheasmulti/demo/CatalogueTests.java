package io.github.ms100.cacheasmulti.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.demo.CatalogueApi.Report;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What the demo shows with the default cache. */
@SpringBootTest
@AutoConfigureMockMvc
class CatalogueTests {

    private final CatalogueApi api;

    CatalogueTests(@Autowired MockMvcTester http) {
        api = new CatalogueApi(http);
    }

    @BeforeEach
    void startOver() {
        api.startOver();
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "list"})
    void theFirstCallLoadsAllWithOneStatement(String way) {
        Report report = api.lookUp("1-3", way);

        assertThat(report.ids("DATABASE")).containsExactly(1, 2, 3);
        assertThat(report.sql()).singleElement().asString().startsWith("SELECT").endsWith("id IN (?, ?, ?)");
        assertThat(report.parameters()).containsExactly(List.of(List.of(1, 2, 3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "list", "one-by-one"})
    void theSecondCallLoadsNothing(String way) {
        api.lookUp("1-3");

        Report report = api.lookUp("3, 2, 1", way);

        assertThat(report.ids("CACHE")).containsExactly(3, 2, 1);
        assertThat(report.missing()).isEmpty();
        assertThat(report.sql()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "list"})
    void anOverlappingCallLoadsOnlyTheRest(String way) {
        api.lookUp("1-3", "one-by-one");

        Report report = api.lookUp("2-5", way);

        assertThat(report.ids("CACHE")).containsExactly(2, 3);
        assertThat(report.ids("DATABASE")).containsExactly(4, 5);
        assertThat(report.parameters()).containsExactly(List.of(List.of(4, 5)));
    }

    @Test
    void askingOneByOneNeedsAStatementForEach() {
        Report report = api.lookUp("1-3", "one-by-one");

        assertThat(report.parameters()).containsExactly(List.of(List.of(1)), List.of(List.of(2)), List.of(List.of(3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "list", "one-by-one"})
    void aProductThatDoesNotExistIsRemembered(String way) {
        assertThat(api.lookUp("36-38", way).missing()).containsExactly(37);

        Report report = api.lookUp("37", way);

        assertThat(report.ids("CACHE")).containsExactly(37);
        assertThat(report.missing()).containsExactly(37);
        assertThat(report.sql()).isEmpty();
    }

    @Test
    void evictedProductsAreLoadedAgain() {
        api.lookUp("1-4");

        assertThat(api.delete("/api/cache/products", "2-3").sql()).isEmpty();

        assertThat(api.lookUp("1-4").ids("DATABASE")).containsExactly(2, 3);
    }

    @Test
    void aNewPriceIsInTheDatabaseAndInTheCache() {
        api.lookUp("10");

        Report change = api.changePrices("{\"10\": 12.5, \"11\": 7, \"37\": 1}");

        assertThat(change.ids("PUT")).containsExactly(10, 11);
        assertThat(change.missing()).containsExactly(37);
        assertThat(change.sql()).hasSize(2).last().asString().startsWith("UPDATE product");
        Report cached = api.lookUp("10-11");
        assertThat(cached.sql()).isEmpty();
        assertThat(cached.price(10)).isEqualTo(12.5);
        api.delete("/api/cache/products", "10-11");
        assertThat(api.lookUp("10-11").price(11)).isEqualTo(7);
    }

    @Test
    void deletedProductsAreGoneFromTheCacheToo() {
        api.lookUp("4998-5000");

        assertThat(api.delete("/api/products", "4999-5000").sql())
                .containsExactly("DELETE FROM product WHERE id IN (?, ?)");

        Report report = api.lookUp("4998-5000");
        assertThat(report.missing()).containsExactly(4999, 5000);
        assertThat(report.ids("CACHE")).containsExactly(4998);
    }

    @Test
    void theHitRatioRuns() {
        api.lookUp("1-4");

        assertThat(api.lookUp("3-6").totals()).isEqualTo(Map.of("asked", 8, "fromCache", 2));
    }

    @Test
    void fiveHundredIdsAreOneStatement() {
        assertThat(api.lookUp("1001-1500").sql()).hasSize(1);
    }
}
