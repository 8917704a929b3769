package io.github.ms100.cacheasmulti.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The REST API as the tests speak to it. */
final class CatalogueApi {

    private final MockMvcTester http;

    CatalogueApi(MockMvcTester http) {
        this.http = http;
    }

    Report lookUp(String ids) {
        return lookUp(ids, "map");
    }

    Report lookUp(String ids, String way) {
        return report(http.get().uri("/api/products").param("ids", ids).param("way", way));
    }

    Report changePrices(String json) {
        return report(http.put()
                .uri("/api/products/prices")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json));
    }

    Report lookUpDelivery(String ids) {
        return report(http.get().uri("/api/delivery").param("ids", ids));
    }

    Report lookUpDelivery(int id) {
        return report(http.get().uri("/api/delivery/" + id));
    }

    Report saveDelivery(String json) {
        return report(http.put()
                .uri("/api/delivery")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json));
    }

    Report lookUpStock(String ids, boolean mono) {
        return report(http.get().uri("/api/stock").param("ids", ids).param("mono", String.valueOf(mono)));
    }

    Report lookUpOffers(String ids, boolean outage) {
        return report(http.get().uri("/api/offers").param("ids", ids).param("outage", String.valueOf(outage)));
    }

    Report delete(String uri, String ids) {
        return report(http.delete().uri(uri).param("ids", ids));
    }

    void startOver() {
        report(http.delete().uri("/api/cache"));
        assertThat(http.delete().uri("/api/totals").exchange()).hasStatusOk();
    }

    private static Report report(MockMvcRequestBuilder request) {
        MvcTestResult result = request.exchange();
        assertThat(result).hasStatusOk();
        return new Report(new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    /** The answer to one request. */
    record Report(String json) {

        List<Integer> ids(String outcome) {
            return JsonPath.read(json, "$..elements[?(@.outcome == '%s')].id".formatted(outcome));
        }

        List<Integer> missing() {
            return JsonPath.read(json, "$.elements[?(@.product == null)].id");
        }

        List<String> sql() {
            return JsonPath.read(json, "$.evidence.statements[*].sql");
        }

        List<List<List<Object>>> parameters() {
            return JsonPath.read(json, "$.evidence.statements[*].parameters");
        }

        Map<String, Integer> commands() {
            return JsonPath.read(json, "$.evidence.commands");
        }

        Map<String, Integer> totals() {
            return JsonPath.read(json, "$.totals");
        }

        Integer days(int id) {
            List<Integer> days = JsonPath.read(json, "$.elements[?(@.id == %d)].days".formatted(id));
            return days.get(0);
        }

        List<Integer> stock() {
            return JsonPath.read(json, "$..stock");
        }

        double price(int id) {
            List<Double> prices = JsonPath.read(json, "$.elements[?(@.id == %d)].product.price".formatted(id));
            return prices.get(0);
        }
    }
}
