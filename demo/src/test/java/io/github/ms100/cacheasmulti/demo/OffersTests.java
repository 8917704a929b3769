package io.github.ms100.cacheasmulti.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.demo.CatalogueApi.Report;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What the demo shows of a cache that is asked by its keys, with the default cache. */
@SpringBootTest
@AutoConfigureMockMvc
class OffersTests {

    private final CatalogueApi api;

    OffersTests(@Autowired MockMvcTester http) {
        this.api = new CatalogueApi(http);
    }

    @BeforeEach
    void startOver() {
        api.delete("/api/cache/offers", "1-50");
    }

    @Test
    void inAnOutageTheOthersAreCachedAndThoseThatFailedAreAskedForAgain() {
        Report outage = api.lookUpOffers("1-8", true);
        Report after = api.lookUpOffers("1-8", false);

        assertThat(outage.ids("FAILED")).containsExactly(4, 8);
        assertThat(outage.ids("DATABASE")).containsExactly(1, 2, 3, 5, 6, 7);
        assertThat(after.ids("CACHE")).containsExactly(1, 2, 3, 5, 6, 7);
        assertThat(after.ids("DATABASE")).containsExactly(4, 8);
        assertThat(after.parameters()).containsExactly(List.of(List.of(4, 8)));
    }

    @Test
    void whereNoSupplierAnswersTheDatabaseIsNotAsked() {
        Report outage = api.lookUpOffers("4", true);

        assertThat(outage.ids("FAILED")).containsExactly(4);
        assertThat(outage.sql()).isEmpty();
    }

    @Test
    void aProductThatThereIsNotIsMissingAndRememberedSo() {
        assertThat(api.lookUpOffers("37", false).ids("DATABASE")).containsExactly(37);

        assertThat(api.lookUpOffers("37", true).ids("CACHE")).containsExactly(37);
    }

    @Test
    void forgottenOffersAreAskedForAgain() {
        api.lookUpOffers("1-3", false);

        assertThat(api.delete("/api/cache/offers", "2").ids("EVICTED")).containsExactly(2);

        assertThat(api.lookUpOffers("1-3", false).ids("DATABASE")).containsExactly(2);
    }
}
