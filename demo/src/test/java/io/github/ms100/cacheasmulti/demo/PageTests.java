package io.github.ms100.cacheasmulti.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.util.HtmlUtils;

@SpringBootTest
@AutoConfigureMockMvc
class PageTests {

    private static final String SNIPPET = "<pre data-%s[^>]*><code>(.*?)</code>";

    private static final Pattern EXTERNAL = Pattern.compile("(src|href)=\"(https?:)?//");

    private final MockMvcTester http;

    PageTests(@Autowired MockMvcTester http) {
        this.http = http;
    }

    @Test
    void theRootIsThePage() {
        assertThat(http.get().uri("/")).hasStatusOk().hasForwardedUrl("index.html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.html",
                "/page.js",
                "/app.js",
                "/delivery.js",
                "/stock.js",
                "/offers.js",
                "/style.css",
                "/nodes.html",
                "/nodes.js",
                "/nodes.css"
            })
    void thePageIsServedWithAllItNeeds(String uri) {
        assertThat(http.get().uri(uri)).hasStatusOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/index.html", "/nodes.html"})
    void thePageLoadsNothingFromElsewhere(String uri) throws Exception {
        assertThat(page(uri)).doesNotContainPattern(EXTERNAL);
    }

    @Test
    void thePageLeadsToWhatActuatorShows() throws Exception {
        assertThat(page("/index.html")).contains("href=\"actuator/cachebatchesui\"");
        assertThat(http.get().uri("/actuator/cachebatchesui")).hasStatusOk().hasContentTypeCompatibleWith("text/html");
        assertThat(http.get().uri("/actuator/cachebatches"))
                .bodyJson()
                .extractingPath("$.methods[*].id")
                .asArray()
                .contains("productRepository.findByIds", "deliveryTimes.findDays", "stockLevels.findStock");
    }

    @Test
    void onlyWhereThereAreTwoNodesOneIsToldOfThem() {
        assertThat(http.get().uri("/api/status"))
                .bodyJson()
                .extractingPath("$.nodes")
                .isEqualTo(false);
        assertThat(http.get().uri("/api/nodes")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "way, catalogue/ProductRepository.java",
        "delivery, delivery/DeliveryTimes.java",
        "stock, stock/StockLevels.java",
        "offers, offers/Offers.java"
    })
    void theMethodsOnThePageAreThoseOfTheRepository(String kind, String file) throws Exception {
        String repository = withoutSpace(Files.readString(
                Path.of("src/main/java/io/github/ms100/cacheasmulti/demo").resolve(file)));

        List<String> snippets = Pattern.compile(SNIPPET.formatted(kind), Pattern.DOTALL)
                .matcher(page("/index.html"))
                .results()
                .map(match -> withoutSpace(HtmlUtils.htmlUnescape(match.group(1))))
                .toList();

        assertThat(snippets).hasSize(3).allSatisfy(snippet -> assertThat(repository)
                .contains(snippet));
    }

    @Test
    void theStatusNamesTheCacheAndTheSizeOfTheCatalogue() {
        assertThat(http.get().uri("/api/status"))
                .bodyJson()
                .isLenientlyEqualTo("{'catalogue': {'highestId': 5000}, 'idLimit': 500}".replace('\'', '"'))
                .extractingPath("$.cache")
                .asString()
                .startsWith("Caffeine");
    }

    private String page(String uri) throws IOException {
        return http.get().uri(uri).exchange().getResponse().getContentAsString();
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }
}
