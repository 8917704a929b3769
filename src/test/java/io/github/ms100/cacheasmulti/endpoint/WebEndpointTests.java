package io.github.ms100.cacheasmulti.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ms100.cacheasmulti.endpoint.WebApplication.Answer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;

@DisplayName("O8 the endpoint, by HTTP,")
class WebEndpointTests {

    private static final String UNRESTRICTED = "management.endpoint.cachebatches.access=unrestricted";

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    @DisplayName("is read-only and shows no keys, unless the operator says otherwise")
    void readOnly(WebApplicationType type) {
        try (WebApplication application = WebApplication.start(type, EndpointCars.Application.class)) {
            application.bean(EndpointCars.class).find(List.of(1L));

            JsonNode overview = application.get("cachebatches").json();
            assertThat(overview.at("/allowed").toString())
                    .isEqualTo("{\"keys\":false,\"values\":false,\"sample\":false,\"evict\":false,\"clear\":false}");
            assertThat(overview.at("/methods/1/id").asText()).isEqualTo("cars.find");
            assertThat(overview.at("/methods/1/loads/count").asInt()).isEqualTo(1);
            assertThat(overview.at("/started").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
            assertThat(overview.at("/caches/0/name").asText()).isEqualTo("cars");
            assertThat(application
                            .get("cachebatches/cars")
                            .json()
                            .at("/details/timeToLive")
                            .asText())
                    .isEqualTo("none");

            Answer found = application.get("cachebatches/cars/lookup?method=cars.find&element=1&element=2");
            assertThat(found.json().at("/elements/0/present").asBoolean()).isTrue();
            assertThat(found.json().at("/elements/1/present").asBoolean(true)).isFalse();
            assertThat(found.body()).doesNotContain("car-1", "car 1");

            assertThat(application
                            .send("DELETE", "cachebatches/cars?method=cars.find&element=1", null)
                            .status())
                    .isEqualTo(405);
            assertThat(application.get("cachebatches/cars/sample").status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    @DisplayName("clears nothing while it is read-only")
    void clearsNothing(WebApplicationType type) {
        try (WebApplication application = WebApplication.start(type, EndpointCars.Application.class)) {
            assertThat(application
                            .send("POST", "cachebatches/cars", "{\"clear\":\"cars\"}")
                            .status())
                    .isEqualTo(405);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    @DisplayName("shows keys and values, evicts and clears where the operator says so")
    void unrestricted(WebApplicationType type) {
        try (WebApplication application = WebApplication.start(
                type,
                EndpointCars.Application.class,
                UNRESTRICTED,
                "management.endpoint.cachebatches.show-keys=always",
                "management.endpoint.cachebatches.show-values=always",
                "management.endpoint.cachebatches.sample=true")) {
            application.bean(EndpointCars.class).find(List.of(1L, 2L));

            assertEvicts(application);
            assertClears(application);
        }
    }

    private static void assertEvicts(WebApplication application) {
        String element = "cachebatches/cars/lookup?method=cars.find&element=1";
        assertThat(application.get(element).json().at("/elements/0").toString())
                .isEqualTo(
                        "{\"element\":\"1\",\"key\":\"car-1\",\"present\":true,\"value\":\"car 1\",\"failure\":null}");

        Answer evicted = application.send("DELETE", "cachebatches/cars?method=cars.find&element=1", null);

        assertThat(evicted.json().at("/evicted").asInt()).isEqualTo(1);
        assertThat(application.get(element).json().at("/elements/0/present").asBoolean(true))
                .isFalse();
    }

    private static void assertClears(WebApplication application) {
        Answer other = application.send("POST", "cachebatches/cars", "{\"clear\":\"Cars\"}");
        assertRefused(other, 400, "To clear cache 'cars', repeat its name");
        assertThat(application.send("POST", "cachebatches/cars", "{}").status()).isEqualTo(400);
        assertThat(application.get("cachebatches/cars/sample?limit=5").json().at("/keys"))
                .hasSize(1);

        Answer cleared = application.send("POST", "cachebatches/cars", "{\"clear\":\"cars\"}");

        assertThat(cleared.json().at("/cleared").asBoolean()).isTrue();
        assertThat(application.get("cachebatches/cars/sample").json().at("/keys"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    @DisplayName("says why it refuses a request")
    void refusals(WebApplicationType type) {
        try (WebApplication application = WebApplication.start(type, EndpointCars.Application.class, UNRESTRICTED)) {
            assertRefused(
                    application.get("cachebatches/cars/lookup?method=cars.find&element=x"),
                    400,
                    "'x' cannot be converted to java.lang.Long");
            assertRefused(
                    application.get("cachebatches/cars/lookup?method=cars.lost&element=1"),
                    400,
                    "There is no batch method 'cars.lost'");
            assertRefused(
                    application.get("cachebatches/cars/lookup"),
                    400,
                    "'element' must be there 1 to 100 times, and was 0");
            assertRefused(
                    application.send("DELETE", "cachebatches/prices?method=cars.findPrices&element=1", null),
                    400,
                    "cars.findPrices makes its keys of other arguments as well");
            assertRefused(application.get("cachebatches/lost"), 404, "No batch method has used a cache 'lost'");
            assertRefused(
                    application.get("cachebatches/cars/keys"), 404, "there is 'lookup' and 'sample', and no 'keys'");
            assertThat(application.get("cachebatches/cars/sample?limit=many").status())
                    .isEqualTo(400);
        }
    }

    private static void assertRefused(Answer answer, int status, String reason) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.reason()).contains(reason);
    }
}
