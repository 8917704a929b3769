package io.github.ms100.cacheasmulti.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Requests that cannot be served say what was found and what is allowed. */
@SpringBootTest
@AutoConfigureMockMvc
class InvalidRequestTests {

    private final MockMvcTester http;

    InvalidRequestTests(@Autowired MockMvcTester http) {
        this.http = http;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ` `                    | No product ids given: name at least one
                    1, two                 | 'two' is not a product id
                    0                      | '0' is not a product id
                    -5                     | '-5' is not a product id
                    9999999999999999999999 | '9999999999999999999999' is not a product id
                    20-1                   | The range '20-1' runs backwards: write the lower id first, 1-20
                    1-501                  | The range '1-501' has 501 ids: at most 500 are allowed
                    1-400 501-700          | More than 500 ids given: at most 500 are allowed
                    """)
    void badIdsAreNamed(String ids, String message) {
        assertRefused(http.get().uri("/api/products").param("ids", ids).exchange(), message);
        assertRefused(http.delete().uri("/api/cache/products").param("ids", ids).exchange(), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}              | 0 prices given: from 1 to 500 are allowed
                    {"1": -1}       | The price of product 1 is -1: it must be from 0 to 99999999.99
                    {"1": 1.005}    | The price of product 1 is 1.005: it must be
                    {"1": null}     | The price of product 1 is null: it must be
                    {"x": 1}        | 'x' is not a product id
                    {"1-2": 1}      | '1-2' is not one product id
                    {"1": "cheap"}  | The body cannot be read: send a JSON object
                    [1, 2]          | The body cannot be read: send a JSON object
                    """)
    void badPricesAreNamed(String json, String message) {
        MvcTestResult result = http.put()
                .uri("/api/products/prices")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();

        assertRefused(result, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}           | 0 delivery times given: from 1 to 500 are allowed
                    {"1": -1}    | The delivery time of product 1 is -1: it must be a whole number
                    {"1": 366}   | The delivery time of product 1 is 366: it must be
                    {"1": 1.5}   | The delivery time of product 1 is 1.5: it must be
                    {"1": null}  | The delivery time of product 1 is null: it must be
                    {"x": 1}     | 'x' is not a product id
                    [1, 2]       | The body cannot be read: send a JSON object
                    """)
    void badDeliveryTimesAreNamed(String json, String message) {
        MvcTestResult result = http.put()
                .uri("/api/delivery")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();

        assertRefused(result, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = "join | 'join' is not a way to look up products: use one of map, list")
    void anUnknownWayIsNamed(String way, String message) {
        assertRefused(
                http.get()
                        .uri("/api/products")
                        .param("ids", "1")
                        .param("way", way)
                        .exchange(),
                message);
    }

    private static void assertRefused(MvcTestResult result, String message) {
        assertThat(result).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(result).bodyJson().extractingPath("$.detail").asString().startsWith(message);
    }
}
