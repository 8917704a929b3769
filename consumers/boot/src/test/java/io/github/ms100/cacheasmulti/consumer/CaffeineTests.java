package io.github.ms100.cacheasmulti.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.cache.caffeine.CaffeineCache;

/** The application with Caffeine. */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class CaffeineTests extends GarageTests {

    @Test
    void aBatchFindsWhatTheMethodForOneLoaded() {
        garage.findById(62);

        assertThat(garage.findByIds(List.of(61, 62))).containsOnlyKeys(61, 62);
        assertThat(table.questions()).containsExactly(List.of(62), List.of(61));
    }

    @Test
    void cachesAreThoseOfCaffeine() {
        assertThat(caches.getCache("cars")).isInstanceOf(CaffeineCache.class);
    }
}
