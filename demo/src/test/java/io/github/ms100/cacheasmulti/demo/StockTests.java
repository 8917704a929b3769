package io.github.ms100.cacheasmulti.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.demo.CatalogueApi.Report;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What the demo shows of asynchronous methods, with the default cache. */
@SpringBootTest
@AutoConfigureMockMvc
class StockTests {

    private final CatalogueApi api;

    StockTests(@Autowired MockMvcTester http) {
        this.api = new CatalogueApi(http);
    }

    @BeforeEach
    void startOver() {
        api.delete("/api/cache/stock", "1-50");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofFourCallersEachIdIsLoadedByOne(boolean mono) {
        Report report = api.lookUpStock("1-12", mono);

        assertThat(idsRead(report)).hasSize(12).doesNotHaveDuplicates();
        assertThat(report.ids("DATABASE")).containsExactlyInAnyOrderElementsOf(idsRead(report));
        // What a late caller gets from the cache has been loaded meanwhile, and so counts as shared.
        assertThat(report.ids("SHARED")).hasSize(12);
        assertThat(report.ids("CACHE")).isEmpty();
    }

    @Test
    void futuresAndMonosShareTheirEntries() {
        api.lookUpStock("1-12", false);

        Report report = api.lookUpStock("7-18", true);

        assertThat(report.ids("CACHE")).containsOnly(7, 8, 9, 10, 11, 12);
        assertThat(idsRead(report)).containsExactlyInAnyOrder(13, 14, 15, 16, 17, 18);
    }

    @Test
    void forgottenStockIsLoadedAgain() {
        api.lookUpStock("1-12", true);

        assertThat(api.delete("/api/cache/stock", "3-4").sql()).isEmpty();

        assertThat(idsRead(api.lookUpStock("1-12", false))).containsExactlyInAnyOrder(3, 4);
    }

    @Test
    void oneIdIsEnoughForFourCallers() {
        assertThat(idsRead(api.lookUpStock("5", false))).containsExactly(5);
    }

    @Test
    void theStockIsThatOfTheProducts() {
        int stock = api.lookUp("5").stock().get(0);

        assertThat(api.lookUpStock("5", false).stock()).hasSize(4).containsOnly(stock);
    }

    private static List<Integer> idsRead(Report report) {
        return report.parameters().stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .map(Integer.class::cast)
                .toList();
    }
}
