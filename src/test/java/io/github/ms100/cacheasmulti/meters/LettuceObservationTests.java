package io.github.ms100.cacheasmulti.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

@Tag("slow")
@DisplayName("O6 what Lettuce observes besides")
class LettuceObservationTests {

    private static final String BY =
            "org.springframework.boot.data.redis.autoconfigure.observation.LettuceObservationAutoConfiguration";

    private static final boolean OBSERVES = SpringLine.isPresent(BY);

    private static final List<Long> HUNDRED =
            LongStream.rangeClosed(1, 100).boxed().toList();

    private final Observations observations = new Observations();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(Application.class)
            .withBean(MeteredCars.class)
            .withBean(Observations.class, () -> observations)
            .withPropertyValues(
                    "spring.cache.type=redis",
                    "spring.data.redis.host=" + TestRedis.host(),
                    "spring.data.redis.port=" + TestRedis.port());

    @BeforeEach
    void deleteEverything() {
        TestRedis.deleteEverything();
    }

    @Test
    @DisplayName("is each command, from Spring Boot 4.1 on")
    void commands() {
        application.run(context -> {
            MeteredCars cars = context.getBean(MeteredCars.class);
            cars.find(List.of(101L));
            observations.names.clear();

            cars.put(HUNDRED);

            assertThat(observations.ofLettuce()).hasSize(OBSERVES ? 100 : 0);
            assertThat(observations.names).contains("cache.batch.load");
            observations.names.clear();

            cars.find(HUNDRED);

            assertThat(observations.names).hasSize(OBSERVES ? 1 : 0);
            assertThat(observations.ofLettuce()).hasSize(OBSERVES ? 1 : 0);
        });
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"management.observations.enable.lettuce, false", "spring.autoconfigure.exclude, " + BY})
    @DisplayName("is nothing where that is switched off, and loads are observed all the same:")
    void switchedOff(String property, String value) {
        application.withPropertyValues(property + "=" + value).run(context -> {
            MeteredCars cars = context.getBean(MeteredCars.class);

            cars.put(HUNDRED);
            cars.find(HUNDRED);

            assertThat(observations.names).containsExactly("cache.batch.load");
        });
    }

    // What starts on a thread of Lettuce has started before its command is answered.
    static final class Observations implements ObservationHandler<Observation.Context> {

        private final Queue<String> names = new ConcurrentLinkedQueue<>();

        @Override
        public void onStart(Observation.Context context) {
            names.add(context.getName());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        List<String> ofLettuce() {
            return names.stream().filter(name -> name.startsWith("lettuce")).toList();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableCaching(proxyTargetClass = true)
    static class Application {}
}
