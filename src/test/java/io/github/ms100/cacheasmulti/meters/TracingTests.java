package io.github.ms100.cacheasmulti.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ms100.cacheasmulti.autoconfigure.CacheAsMultiObservationAutoConfiguration;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;

@DisplayName("O6 where an application traces")
class TracingTests {

    // Micrometer Tracing of Spring Boot 3.5 changes all names of spans to lower case with hyphens.
    private static final String LOAD = SpringLine.BOOT_4 ? "load Cars.find" : "load -cars.find";

    private static final String LOAD_ONCE = SpringLine.BOOT_4 ? "load Cars.findOnce" : "load -cars.find-once";

    private static final String CALL = SpringLine.BOOT_4 ? "batch Cars.find" : "batch -cars.find";

    private final Spans spans = new Spans();

    private final ApplicationContextRunner application = BootApplications.withCaches()
            .withConfiguration(AutoConfigurations.of(CacheAsMultiObservationAutoConfiguration.class))
            .withUserConfiguration(MeteredCars.Application.class)
            .withPropertyValues("spring.cache.type=simple")
            .withBean(ObservationRegistry.class, spans::registry)
            .withBean(Cars.class, () -> new Cars(spans));

    @AfterEach
    void close() {
        spans.close();
    }

    @Test
    @DisplayName("what misses is one span below that of the caller, with counts and no keys")
    void misses() {
        run(cars -> {
            spans.within("caller", () -> cars.find(List.of(41L, 42L, -43L, 41L)));

            assertThat(spans.names()).containsExactly("select", LOAD, "caller");
            assertParentOf(LOAD).isEqualTo(spans.only("caller").getSpanId());
            assertThat(spans.only(LOAD).getTraceId())
                    .isEqualTo(spans.only("caller").getTraceId());
            assertThat(spans.only(LOAD).getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
            assertThat(spans.tags(LOAD))
                    .containsOnly(
                            Map.entry("code.namespace", Cars.class.getName()),
                            Map.entry("code.function", "find"),
                            Map.entry("exception", "none"),
                            Map.entry("outcome", "SUCCESS"),
                            Map.entry("cache.batch.elements", "3"),
                            Map.entry("cache.batch.found", "2"),
                            Map.entry("cache.batch.missing", "1"));
        });
    }

    @Test
    @DisplayName("what is all cached has no span")
    void hits() {
        run(cars -> {
            cars.find(List.of(1L, 2L, -3L));

            spans.within("caller", () -> cars.find(List.of(2L, -3L, 1L)));

            assertThat(spans.names()).containsExactly("select", LOAD, "caller");
        });
    }

    @Test
    @DisplayName("what the method does is below the span of its load, also where calls wait for each other")
    void whatTheMethodDoes() {
        run(cars -> {
            spans.within("caller", () -> cars.find(List.of(1L)));
            assertParentOf("select").isEqualTo(spans.only(LOAD).getSpanId());
        });
        run(cars -> {
            spans.within("waiter", () -> cars.findOnce(List.of(1L)));
            assertParentOf("select once").isEqualTo(spans.only(LOAD_ONCE).getSpanId());
            assertParentOf(LOAD_ONCE).isEqualTo(spans.only("waiter").getSpanId());
        });
    }

    @Test
    @DisplayName("a load that fails is an error, and the span of the caller is current again")
    void failure() {
        run(cars -> {
            spans.within("caller", () -> {
                String caller = spans.current();
                assertThatIllegalStateException().isThrownBy(() -> cars.find(List.of(0L)));
                assertThat(spans.current()).isEqualTo(caller);
            });

            assertThat(spans.only(LOAD).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(spans.only(LOAD).getStatus().getDescription()).isEqualTo("no such table");
            assertThat(spans.tags(LOAD))
                    .containsEntry("exception", "IllegalStateException")
                    .containsEntry("outcome", "ERROR");
            assertThat(spans.only("caller").getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
        });
    }

    @Test
    @DisplayName("with mode=call the span of the call is between the two, and there for hits as well")
    void calls() {
        application.withPropertyValues("cache-as-multi.observations.mode=call").run(context -> {
            Cars cars = context.getBean(Cars.class);
            spans.within("caller", () -> cars.find(List.of(1L)));

            assertThat(spans.names()).containsExactly("select", LOAD, CALL, "caller");
            SpanData call = spans.only(CALL);
            assertParentOf(LOAD).isEqualTo(call.getSpanId());
            assertThat(call.getParentSpanId()).isEqualTo(spans.only("caller").getSpanId());
            assertThat(spans.tags(CALL))
                    .containsEntry("cache.batch.elements", "1")
                    .doesNotContainKeys("cache.batch.found", "cache.key");

            spans.within("next caller", () -> cars.find(List.of(1L)));

            assertThat(spans.names()).endsWith("caller", CALL, "next caller");
        });
    }

    @Test
    @DisplayName("with include-keys the elements are a tag")
    void keys() {
        application
                .withPropertyValues("cache-as-multi.observations.include-keys=true")
                .run(context -> {
                    context.getBean(Cars.class).find(List.of(41L, 42L));

                    assertThat(spans.tags(LOAD)).containsEntry("cache.key", "[41, 42]");
                });
    }

    private AbstractStringAssert<?> assertParentOf(String name) {
        return assertThat(spans.only(name).getParentSpanId()).as("parent of %s", name);
    }

    private void run(Consumer<Cars> test) {
        application.run(context -> test.accept(context.getBean(Cars.class)));
    }

    static class Cars {

        private final Spans spans;

        Cars(Spans spans) {
            this.spans = spans;
        }

        @Cacheable("cars")
        public Map<Long, String> find(@CacheAsMulti Collection<Long> ids) {
            return select("select", ids);
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public Map<Long, String> findOnce(@CacheAsMulti Collection<Long> ids) {
            return select("select once", ids);
        }

        private Map<Long, String> select(String name, Collection<Long> ids) {
            Map<Long, String> found = new TreeMap<>();
            spans.within(name, () -> {
                for (Long id : ids) {
                    if (id == 0) {
                        throw new IllegalStateException("no such table");
                    }
                    if (id > 0) {
                        found.put(id, "car " + id);
                    }
                }
            });
            return found;
        }
    }
}
