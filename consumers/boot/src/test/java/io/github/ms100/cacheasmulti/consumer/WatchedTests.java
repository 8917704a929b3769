package io.github.ms100.cacheasmulti.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.observation.BatchLoadContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The application with Actuator: with a meter registry, an observation registry, and the endpoint. */
@SpringBootTest(
        properties = "management.endpoints.web.exposure.include=cachebatches,cachebatchesui",
        webEnvironment = WebEnvironment.RANDOM_PORT)
class WatchedTests {

    @Autowired
    Garage garage;

    @Autowired
    MeterRegistry meters;

    @Autowired
    Observations observations;

    @Autowired
    Environment environment;

    @Test
    void batchesAreCounted() {
        double before = hits();

        garage.findByIds(List.of(81, 82));
        garage.findByIds(List.of(82, 81));

        assertThat(hits() - before).isEqualTo(2);
    }

    @Test
    void loadsAreObserved() {
        observations.names.clear();

        garage.findByIds(List.of(83, 84));
        garage.findByIds(List.of(84, 83));

        assertThat(observations.names).containsExactly("load Garage.findByIds");
    }

    @Test
    void theEndpointAnswers() throws Exception {
        garage.findByIds(List.of(85, 86));

        assertThat(get("cachebatches")).contains("\"id\":\"garage.findByIds\"", "\"hitRatio\":");
        assertThat(get("cachebatches/cars")).contains("\"name\":\"cars\"", "\"manager\":\"cacheManager\"");
        assertThat(get("cachebatches/cars/lookup?method=garage.findByIds&element=86"))
                .contains("\"element\":\"86\"", "\"present\":true");
    }

    @Test
    void beansAreThoseOfTheBuildIfAheadOfTime(@Autowired ApplicationContext application) {
        assertThat(StartTests.isProcessedAheadOfTime(application)).isEqualTo(Boolean.getBoolean("spring.aot.enabled"));
    }

    private double hits() {
        return meters.get("cache.batch.gets")
                .tags("cache", "cars", "result", "hit")
                .counter()
                .count();
    }

    private String get(String path) throws Exception {
        String port = environment.getProperty("local.server.port");
        URI address = URI.create("http://localhost:%s/actuator/%s".formatted(port, path));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Watching {

        @Bean
        Observations observations() {
            return new Observations();
        }
    }

    static class Observations implements ObservationHandler<Observation.Context> {

        private final Queue<String> names = new ConcurrentLinkedQueue<>();

        @Override
        public void onStop(Observation.Context context) {
            names.add(context.getContextualName());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof BatchLoadContext;
        }
    }
}
