package io.github.ms100.cacheasmulti.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.demo.CatalogueApi.Report;
import io.github.ms100.cacheasmulti.demo.delivery.DeliveryTimes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What the demo shows of the JSR-107 annotations, with the default cache. */
@SpringBootTest
@AutoConfigureMockMvc
class DeliveryTests {

    private final CatalogueApi api;

    private final DeliveryTimes times;

    DeliveryTests(@Autowired MockMvcTester http, @Autowired DeliveryTimes times) {
        this.api = new CatalogueApi(http);
        this.times = times;
    }

    @BeforeEach
    void startOver() {
        api.delete("/api/cache/delivery", "1-50");
    }

    @Test
    void theFirstCallLoadsAllWithOneStatement() {
        Report report = api.lookUpDelivery("1-3");

        assertThat(report.ids("DATABASE")).containsExactly(1, 2, 3);
        assertThat(report.parameters()).containsExactly(List.of(List.of(1, 2, 3)));
    }

    @Test
    void anOverlappingCallLoadsOnlyTheRest() {
        api.lookUpDelivery("1-3");

        Report report = api.lookUpDelivery("2-5");

        assertThat(report.ids("CACHE")).containsExactly(2, 3);
        assertThat(report.parameters()).containsExactly(List.of(List.of(4, 5)));
    }

    @Test
    void theMethodForOneProductSharesTheEntries() {
        Report batch = api.lookUpDelivery("6-7");

        Report single = api.lookUpDelivery(7);

        assertThat(single.sql()).isEmpty();
        assertThat(single.days(7)).isEqualTo(batch.days(7)).isPositive();
    }

    @Test
    void aProductWithoutASupplierIsRemembered() {
        assertThat(api.lookUpDelivery("22-24").days(23)).isNull();

        assertThat(api.lookUpDelivery(23).ids("CACHE")).containsExactly(23);
    }

    @Test
    void newTimesAreInTheDatabaseAndInTheCache() {
        Report change = api.saveDelivery("{\"10\": 40, \"46\": 41}");

        assertThat(change.ids("PUT")).containsExactly(10, 46);
        assertThat(change.sql()).singleElement().asString().startsWith("MERGE INTO delivery");
        Report cached = api.lookUpDelivery("10, 46");
        assertThat(cached.sql()).isEmpty();
        assertThat(cached.days(46)).isEqualTo(41);
        api.delete("/api/cache/delivery", "10");
        assertThat(api.lookUpDelivery(10).days(10)).isEqualTo(40);
    }

    @Test
    void timesThatCannotBeStoredAreNotCached() {
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> times.saveDays(Map.of(12L, -1)));

        assertThat(api.lookUpDelivery("12").ids("DATABASE")).containsExactly(12);
    }

    @Test
    void forgottenTimesAreLoadedAgain() {
        api.lookUpDelivery("1-4");

        assertThat(api.delete("/api/cache/delivery", "2-3").sql()).isEmpty();

        assertThat(api.lookUpDelivery("1-4").ids("DATABASE")).containsExactly(2, 3);
    }

    @Test
    void evictingProductsLeavesTheTimesAlone() {
        api.lookUpDelivery("1-2");

        api.delete("/api/cache/products", "1-2");

        assertThat(api.lookUpDelivery("1-2").ids("CACHE")).containsExactly(1, 2);
    }
}
