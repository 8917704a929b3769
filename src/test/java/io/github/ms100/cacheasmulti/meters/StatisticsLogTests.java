package io.github.ms100.cacheasmulti.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.event.BatchStatistics;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
@DisplayName("O7 an application logs what its batches have done")
class StatisticsLogTests {

    private static final String INTERVAL = "cache-as-multi.statistics-log.interval=10ms";

    private final ApplicationContextRunner application = BootApplications.withCaches()
            .withUserConfiguration(MeteredCars.Application.class)
            .withBean(MeteredCars.class)
            .withPropertyValues("spring.cache.type=simple");

    @Test
    @DisplayName("without Micrometer, in a thread that ends with it")
    void log(CapturedOutput output) {
        application
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .withPropertyValues(INTERVAL)
                .run(context -> {
                    assertThat(threads()).hasSize(1);
                    assertThat(output).doesNotContain("Batches in");
                    context.getBean(MeteredCars.class).find(List.of(1L, 2L));
                    await().until(() -> output.toString().contains("MeteredCars.find"));
                });
        await().until(() -> threads().isEmpty());
    }

    @Test
    void lines(CapturedOutput output) {
        application
                .withPropertyValues(INTERVAL, "cache-as-multi.statistics-log.format=lines")
                .run(context -> {
                    context.getBean(MeteredCars.class).find(List.of(1L, 2L));
                    await().until(() ->
                            output.toString().contains(" cache=cars manager=cacheManager keys=2 hit_pct=0.0 "));
                });
    }

    @Test
    @DisplayName("or gives it to a consumer of the application's own")
    void consumer(CapturedOutput output) {
        application
                .withUserConfiguration(OwnConsumer.class)
                .withPropertyValues(INTERVAL)
                .run(context -> {
                    context.getBean(MeteredCars.class).find(List.of(1L, 2L, -3L));
                    OwnConsumer own = context.getBean(OwnConsumer.class);
                    await().until(() -> !own.heard.isEmpty());
                    await().untilAsserted(() -> assertThat(own.heard).last().satisfies(statistics -> assertThat(
                                    statistics.total().caches())
                            .singleElement()
                            .satisfies(cars -> {
                                assertThat(cars.name()).isEqualTo("cars");
                                assertThat(cars.manager()).isEqualTo("cacheManager");
                                assertThat(cars.misses()).isEqualTo(3);
                                assertThat(cars.stored()).isEqualTo(3);
                            })));
                    assertThat(output).doesNotContain("Batches in");
                });
    }

    @Test
    @DisplayName("O5 off by default: nobody listens, and there is no thread")
    void offByDefault() {
        application.run(context -> {
            assertThat(context.getBean(BatchEngine.class).listener()).isSameAs(BatchListener.NO_OP);
            assertThat(threads()).isEmpty();
        });
    }

    @Test
    @DisplayName("O7 an empty interval is none")
    void emptyInterval() {
        application
                .withPropertyValues("cache-as-multi.statistics-log.interval=")
                .run(context -> assertThat(context.getBean(BatchEngine.class).listener())
                        .isSameAs(BatchListener.NO_OP));
    }

    @Test
    @DisplayName("O7 a consumer of something else is left alone")
    void otherConsumer(CapturedOutput output) {
        List<Object> heard = new CopyOnWriteArrayList<>();
        application
                .withBean("other", RawConsumer.class, () -> new RawConsumer(heard))
                .withPropertyValues(INTERVAL)
                .run(context -> {
                    context.getBean(MeteredCars.class).find(List.of(1L));
                    await().until(() -> output.toString().contains("MeteredCars.find"));
                    assertThat(heard).isEmpty();
                });
    }

    /** Of who knows what. */
    @SuppressWarnings("rawtypes")
    private record RawConsumer(List<Object> heard) implements Consumer {

        @Override
        public void accept(Object object) {
            heard.add(object);
        }
    }

    @Test
    void intervalMustBePositive() {
        application
                .withPropertyValues("cache-as-multi.statistics-log.interval=0")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("cache-as-multi.statistics-log.interval")
                        .hasMessageContaining("leave the property out to log nothing"));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("cache-as-multi-statistics-"))
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnConsumer {

        final Queue<BatchStatistics> heard = new ConcurrentLinkedQueue<>();

        @Bean
        Consumer<BatchStatistics> statistics() {
            return heard::add;
        }
    }
}
