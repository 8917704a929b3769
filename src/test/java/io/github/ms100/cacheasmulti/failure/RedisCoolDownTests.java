package io.github.ms100.cacheasmulti.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.redis.EmbeddedServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import redis.embedded.RedisServer;

@ExtendWith(OutputCaptureExtension.class)
@DisplayName("S22 on-cache-failure=log with a Redis that dies and comes back")
@Tag("slow")
class RedisCoolDownTests {

    private static final List<Integer> IDS = IntStream.range(0, 50).boxed().toList();

    private static final Map<Integer, String> CARS = FaultyCars.cars(IDS, 0);

    private RedisServer server;

    private ApplicationContextRunner application;

    @BeforeEach
    void start() {
        server = EmbeddedServers.start(1).get(0);
        application = BootApplications.withRedisCachesAt(
                        "127.0.0.1", server.ports().get(0))
                .withUserConfiguration(Application.class)
                .withBean(FaultyCars.class)
                .withPropertyValues("spring.data.redis.timeout=200ms", "cache-as-multi.on-cache-failure=log");
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void deadServerCostsOneTimeoutPerPeriod(CapturedOutput output) {
        application.withPropertyValues("cache-as-multi.cool-down=1h").run(context -> {
            FaultyCars cars = context.getBean(FaultyCars.class);
            cars.find(IDS);
            server.stop();

            for (int call = 0; call < 10; call++) {
                assertThat(cars.find(IDS)).isEqualTo(CARS);
            }

            assertThat(output)
                    .containsOnlyOnce("failed to get entry")
                    .containsOnlyOnce("Cache 'cars' cannot be reached")
                    .doesNotContain("failed to put entry");
        });
    }

    @Test
    void serverThatComesBackIsUsedAgainAfterThePeriod(CapturedOutput output) {
        application.withPropertyValues("cache-as-multi.cool-down=100ms").run(context -> {
            FaultyCars cars = context.getBean(FaultyCars.class);
            cars.find(IDS);
            server.stop();
            assertThat(cars.find(IDS)).isEqualTo(CARS);

            server.start();
            Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                assertThat(cars.find(IDS)).isEqualTo(CARS);
                cars.takeLoaded();
                assertThat(cars.find(IDS)).isEqualTo(CARS);
                assertThat(cars.takeLoaded()).isEmpty();
            });
            assertThat(output).contains("Cache 'cars' can be reached again");
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class Application {}
}
