package io.github.ms100.cacheasmulti.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What batch methods do in a slice of the web. */
abstract class WebGarageTests extends GarageTests {

    @Autowired
    MockMvcTester web;

    @Test
    void aRequestFindsWhatOthersLoaded() {
        assertThat(web.get().uri("/cars?ids=81,82")).hasStatusOk();

        assertThat(web.get().uri("/car?id=82")).bodyJson().isLenientlyEqualTo("{plate: 'NL-82'}");
        assertThat(web.get().uri("/cars?ids=81,83,82"))
                .bodyJson()
                .extractingPath("$.length()")
                .isEqualTo(3);
        assertThat(table.questions()).containsExactly(List.of(81, 82), List.of(83));
    }
}
