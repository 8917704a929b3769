package io.github.ms100.cacheasmulti.meters;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ms100.cacheasmulti.autoconfigure.CacheAsMultiObservationAutoConfiguration;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.internal.call.BatchObserver;
import io.github.ms100.cacheasmulti.observation.BatchLoadContext;
import io.github.ms100.cacheasmulti.observation.BatchLoadConvention;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;

@DisplayName("O6 what batches load is observed")
class ObservationTests {

    private static final String MODE = "cache-as-multi.observations.mode=";

    private final TestObservationRegistry registry = TestObservationRegistry.create();

    private final ApplicationContextRunner plain = BootApplications.withCaches()
            .withConfiguration(AutoConfigurations.of(CacheAsMultiObservationAutoConfiguration.class))
            .withUserConfiguration(MeteredCars.Application.class)
            .withPropertyValues("spring.cache.type=simple")
            .withBean(Cars.class, () -> new Cars(registry));

    private final ApplicationContextRunner application = plain.withBean(ObservationRegistry.class, () -> registry);

    @Test
    @DisplayName("a miss is one observation, with counts and no elements; what is all cached is none")
    void missIsOne() {
        run(cars -> {
            cars.find(List.of(1L, 2L, -3L, 1L));
            cars.find(List.of(1L, 2L, -3L));

            assertThat(registry)
                    .hasNumberOfObservationsWithNameEqualTo("cache.batch.load", 1)
                    .hasNumberOfObservationsWithNameEqualTo("cache.batch", 0)
                    .hasObservationWithNameEqualTo("cache.batch.load")
                    .that()
                    .hasBeenStarted()
                    .hasBeenStopped()
                    .hasContextualNameEqualTo("load Cars.find")
                    .hasLowCardinalityKeyValue("code.namespace", Cars.class.getName())
                    .hasLowCardinalityKeyValue("code.function", "find")
                    .hasLowCardinalityKeyValue("exception", "none")
                    .hasLowCardinalityKeyValue("outcome", "SUCCESS")
                    .hasHighCardinalityKeyValue("cache.batch.elements", "3")
                    .hasHighCardinalityKeyValue("cache.batch.found", "2")
                    .hasHighCardinalityKeyValue("cache.batch.missing", "1")
                    .doesNotHaveHighCardinalityKeyValueWithKey("cache.key");
        });
    }

    @Test
    @DisplayName("it is the parent of what the method does, and over when it returns")
    void parent() {
        run(cars -> {
            cars.find(List.of(1L));

            assertThat(registry)
                    .doesNotHaveAnyRemainingCurrentObservation()
                    .hasObservationWithNameEqualTo("select")
                    .that()
                    .hasParentObservationContextMatching(context -> context instanceof BatchLoadContext);
        });
    }

    @Test
    void failedLoad() {
        run(cars -> {
            assertThatIllegalStateException().isThrownBy(() -> cars.find(List.of(0L)));

            assertThat(registry)
                    .doesNotHaveAnyRemainingCurrentObservation()
                    .hasObservationWithNameEqualTo("cache.batch.load")
                    .that()
                    .hasBeenStopped()
                    .hasError()
                    .hasLowCardinalityKeyValue("exception", "IllegalStateException")
                    .hasLowCardinalityKeyValue("outcome", "ERROR");
        });
    }

    @Test
    @DisplayName("a method whose result nobody looks at by element has no found and no missing")
    void evict() {
        run(cars -> {
            cars.evict(List.of(1L, 2L));

            assertThat(registry)
                    .hasSingleObservationThat()
                    .hasBeenStopped()
                    .hasHighCardinalityKeyValue("cache.batch.elements", "2")
                    .doesNotHaveHighCardinalityKeyValueWithKey("cache.batch.found");
        });
    }

    @Test
    @DisplayName("mode=call observes calls as well, also those that load nothing")
    void calls() {
        application.withPropertyValues(MODE + "call").run(context -> {
            Cars cars = context.getBean(Cars.class);
            cars.find(List.of(1L));
            cars.find(List.of(1L));
            assertThatIllegalStateException().isThrownBy(() -> cars.find(List.of(0L)));

            assertThat(registry)
                    .doesNotHaveAnyRemainingCurrentObservation()
                    .hasNumberOfObservationsWithNameEqualTo("cache.batch", 3)
                    .hasNumberOfObservationsWithNameEqualTo("cache.batch.load", 2)
                    .hasObservationWithNameEqualTo("cache.batch.load")
                    .that()
                    .hasParentObservationContextMatching(
                            parent -> "batch Cars.find".equals(parent.getContextualName()));
            assertThat(registry).hasAnObservationWithAKeyValue("outcome", "ERROR");
        });
    }

    @Test
    void elementsAreShownIfAskedFor() {
        application
                .withPropertyValues("cache-as-multi.observations.include-keys=true")
                .run(context -> {
                    context.getBean(Cars.class).find(List.of(1L, 2L));

                    assertThat(registry)
                            .hasObservationWithNameEqualTo("cache.batch.load")
                            .that()
                            .hasHighCardinalityKeyValue("cache.key", "[1, 2]")
                            .doesNotHaveLowCardinalityKeyValueWithKey("cache.key");
                });
    }

    @Test
    void modeNone() {
        application.withPropertyValues(MODE + "none").run(context -> {
            context.getBean(Cars.class).evict(List.of(1L));

            assertThat(registry).doesNotHaveAnyObservation();
        });
    }

    @Test
    @DisplayName("a convention of the application wins")
    void ownConvention() {
        application.withBean(BatchLoadConvention.class, OwnConvention::new).run(context -> {
            context.getBean(Cars.class).find(List.of(1L));

            assertThat(registry).hasObservationWithNameEqualTo("sql");
        });
    }

    @Test
    @DisplayName("else one for everything in the registry, else the default")
    void globalConvention() {
        registry.observationConfig().observationConvention(new EverythingIsSql());
        run(cars -> {
            cars.find(List.of(1L));

            assertThat(registry).hasObservationWithNameEqualTo("everything");
        });
    }

    @Test
    @DisplayName("O5 without a registry, and without Micrometer, nobody observes")
    void withoutARegistry() {
        plain.run(context -> assertThat(context).doesNotHaveBean(BatchObserver.class));
        BootApplications.withCaches()
                .withConfiguration(AutoConfigurations.of(CacheAsMultiObservationAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .withUserConfiguration(MeteredCars.Application.class)
                .withPropertyValues("spring.cache.type=simple")
                .withBean(MeteredCars.class)
                .run(context -> assertThat(context.getBean(MeteredCars.class).find(List.of(1L)))
                        .containsOnlyKeys(1L));
    }

    private void run(Consumer<Cars> test) {
        application.run(context -> test.accept(context.getBean(Cars.class)));
    }

    static final class OwnConvention implements BatchLoadConvention {

        @Override
        public String getName() {
            return "sql";
        }
    }

    static final class EverythingIsSql implements GlobalObservationConvention<BatchLoadContext> {

        @Override
        public String getName() {
            return "everything";
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof BatchLoadContext;
        }
    }

    static class Cars {

        private final ObservationRegistry registry;

        Cars(ObservationRegistry registry) {
            this.registry = registry;
        }

        @Cacheable("cars")
        public Map<Long, String> find(@CacheAsMulti Collection<Long> ids) {
            return Observation.createNotStarted("select", registry).observe(() -> {
                Map<Long, String> found = new TreeMap<>();
                for (Long id : ids) {
                    if (id == 0) {
                        throw new IllegalStateException("no such table");
                    }
                    if (id > 0) {
                        found.put(id, "car " + id);
                    }
                }
                return found;
            });
        }

        @CacheEvict("cars")
        public void evict(@CacheAsMulti Collection<Long> ids) {}
    }
}
