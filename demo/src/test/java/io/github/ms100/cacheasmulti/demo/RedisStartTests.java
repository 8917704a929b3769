package io.github.ms100.cacheasmulti.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.github.ms100.cacheasmulti.demo.redis.RedisServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import redis.embedded.RedisServer;

/** What the demo does when its Redis server is not there, stops, or was used before. */
@ExtendWith(OutputCaptureExtension.class)
@Tag("choosesProfile") // at its start, when an application that was processed ahead of time has its profile already
class RedisStartTests {

    @Test
    void theStartStopsAndSaysWhereAServerWasExpectedAndWhatToDo(CapturedOutput output) {
        int port = RedisServers.freePort();

        assertThatException().isThrownBy(() -> start(port));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("no Redis server answers on host '127.0.0.1', port " + port)
                .contains("redis-server --port " + port)
                .contains("demo/run redis --spring.data.redis.host=<host>")
                .doesNotContain("Open http://", "\tat ");
    }

    @Test
    void aServerThatStopsLaterIsNamedInTheAnswer() throws Exception {
        RedisServer redis = RedisServers.start();
        int port = redis.ports().get(0);
        try (ConfigurableApplicationContext demo = start(port)) {
            URI lookup = URI.create("http://localhost:%s/api/products?ids=1-3"
                    .formatted(demo.getEnvironment().getProperty("local.server.port")));
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(lookup).build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);

            RedisServers.stop(redis);
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).contains("The cache does not answer (Redis on 127.0.0.1:" + port);
        }
    }

    @Test
    void whatAnEarlierRunLeftIsForgotten() throws Exception {
        RedisServer redis = RedisServers.start();
        int port = redis.ports().get(0);
        try (ConfigurableApplicationContext earlier = start(port)) {
            lookUp(earlier);
            assertThat(lookUp(earlier).body()).contains("CACHE").doesNotContain("DATABASE");
        }

        try (ConfigurableApplicationContext demo = start(port)) {
            assertThat(lookUp(demo).body()).contains("DATABASE").doesNotContain("CACHE");
        } finally {
            RedisServers.stop(redis);
        }
    }

    private static HttpResponse<String> lookUp(ConfigurableApplicationContext demo) throws Exception {
        URI uri = URI.create("http://localhost:%s/api/products?ids=1-3"
                .formatted(demo.getEnvironment().getProperty("local.server.port")));
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static ConfigurableApplicationContext start(int port) {
        return SpringApplication.run(
                DemoApplication.class,
                "--spring.profiles.active=redis",
                "--server.port=0",
                "--spring.data.redis.host=127.0.0.1",
                "--spring.data.redis.port=" + port);
    }
}
