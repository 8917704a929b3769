package io.github.ms100.cacheasmulti.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.demo.CatalogueApi.Report;
import io.github.ms100.cacheasmulti.demo.redis.RedisServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import redis.embedded.RedisServer;

/** What the demo shows with the profile {@code redis}. */
@SpringBootTest
@AutoConfigureMockMvc
@ActiveProfiles("redis")
@DirtiesContext
class RedisTests {

    private static final RedisServer REDIS = RedisServers.start();

    private final MockMvcTester http;

    private final CatalogueApi api;

    private final StringRedisTemplate redis;

    RedisTests(@Autowired MockMvcTester http, @Autowired StringRedisTemplate redis) {
        this.http = http;
        this.api = new CatalogueApi(http);
        this.redis = redis;
    }

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry properties) {
        properties.add("spring.data.redis.host", () -> "127.0.0.1");
        properties.add("spring.data.redis.port", () -> REDIS.ports().get(0));
    }

    @AfterAll
    static void stop() {
        RedisServers.stop(REDIS);
    }

    @BeforeEach
    void startOver() {
        api.startOver();
    }

    @Test
    void aLookupReadsWithOneCommandAndAsksNothingAfterIt() {
        assertThat(api.lookUp("1-5").commands()).isEqualTo(Map.of("MGET", 1, "SET", 5));
        assertThat(api.lookUp("1-5").commands()).isEqualTo(Map.of("MGET", 1));
    }

    @Test
    void anOverlappingCallLoadsOnlyTheRest() {
        api.lookUp("1-3, 37");

        Report report = api.lookUp("2-5, 37", "list");

        assertThat(report.ids("CACHE")).containsExactly(2, 3, 37);
        assertThat(report.missing()).containsExactly(37);
        assertThat(report.parameters()).containsExactly(List.of(List.of(4, 5)));
    }

    @Test
    void pricesAndEvictionsReachTheServer() {
        api.lookUp("10-12");

        api.changePrices("{\"10\": 12.5}");
        api.delete("/api/cache/products", "11");

        Report report = api.lookUp("10-12", "one-by-one");
        assertThat(report.ids("DATABASE")).containsExactly(11);
        assertThat(report.price(10)).isEqualTo(12.5);
    }

    @Test
    void deliveryTimesAreReadStoredAndForgottenWithOneFlushEach() {
        assertThat(api.lookUpDelivery("1-5").commands()).isEqualTo(Map.of("MGET", 1, "SET", 5));
        assertThat(api.lookUpDelivery("1-5").commands()).isEqualTo(Map.of("MGET", 1));

        assertThat(api.saveDelivery("{\"1\": 30, \"2\": 31}").commands()).isEqualTo(Map.of("SET", 2));
        assertThat(api.delete("/api/cache/delivery", "2-5").commands()).isEqualTo(Map.of("DEL", 1));

        assertThat(api.lookUpDelivery("1-5").ids("CACHE")).containsExactly(1);
        assertThat(api.lookUpDelivery(1).days(1)).isEqualTo(30);
    }

    @Test
    void stockIsStoredOnceForAllCallersAndForgottenWithOneCommand() {
        api.delete("/api/cache/stock", "1-12");

        assertThat(api.lookUpStock("1-12", false).commands()).containsEntry("SET", 12);
        assertThat(api.lookUpStock("1-12", true).commands()).isEqualTo(Map.of("MGET", 4));
        assertThat(api.delete("/api/cache/stock", "1-12").commands()).isEqualTo(Map.of("DEL", 1));
    }

    @Test
    void entriesAreJsonAndExpire() {
        api.lookUp("20");

        String key = "cache-as-multi-demo:products::20";
        assertThat(redis.opsForValue().get(key)).contains("\"sku\"", "\"price\"");
        assertThat(Duration.ofSeconds(redis.getExpire(key))).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(10));
    }

    @Test
    void theStatusNamesTheServer() {
        assertThat(http.get().uri("/api/status"))
                .bodyJson()
                .extractingPath("$.cache")
                .isEqualTo("Redis on 127.0.0.1:" + REDIS.ports().get(0));
    }
}
