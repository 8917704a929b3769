package io.github.ms100.cacheasmulti.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a person sees whose Redis server does not answer. */
@ExtendWith(OutputCaptureExtension.class)
class RedisUnavailableTests {

    @Test
    void theStartStopsAndSaysWhereAServerWasExpectedAndWhatToDo(CapturedOutput output) {
        int port = RedisServers.freePort();

        assertThatException().isThrownBy(() -> start(port));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("no Redis server answers on host '127.0.0.1', port " + port)
                .contains("redis-server --port " + port)
                .contains("demo/run redis --spring.data.redis.host=<host>")
                .doesNotContain("Tomcat started", "\tat ");
    }

    private static void start(int port) {
        SpringApplication.run(
                DemoApplication.class,
                "--spring.profiles.active=redis",
                "--server.port=0",
                "--spring.data.redis.host=127.0.0.1",
                "--spring.data.redis.port=" + port);
    }
}
