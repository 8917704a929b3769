package io.github.ms100.cacheasmulti.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.autoconfigure.CarApplication.Cars;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.UnreliableCache;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.dao.QueryTimeoutException;

@ExtendWith(OutputCaptureExtension.class)
@DisplayName("S28 what batch methods ask of a cache that could not be reached, if failures are logged")
class CoolDownTests {

    private static final String PREFIX = "cache-as-multi.";

    private static final String LOG = PREFIX + "on-cache-failure=log";

    private static final List<Integer> IDS = List.of(1, 2);

    private static final Map<Integer, String> LOADED = Map.of(1, "car 1", 2, "car 2");

    private final UnreliableCache cache = new UnreliableCache("cars");

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CacheAsMultiAutoConfiguration.class))
            .withUserConfiguration(CarApplication.class)
            .withBean(CacheManager.class, () -> new GivenCaches(cache))
            .withBean(Cars.class);

    @BeforeEach
    void fail() {
        cache.failWith(new QueryTimeoutException("no answer"));
    }

    @Test
    void cacheThatCannotBeReachedIsAskedOncePerPeriod(CapturedOutput output) {
        withCars(cars -> {
            for (int call = 0; call < 10; call++) {
                assertThat(cars.find(IDS)).isEqualTo(LOADED);
            }

            assertThat(cache.calls()).containsExactly("cars get [1, 2]");
            assertThat(output)
                    .containsOnlyOnce("Cache 'cars' cannot be reached")
                    .contains("QueryTimeoutException: no answer")
                    .contains("for PT1H batch methods treat all its entries as missing");
        });
    }

    @Test
    @DisplayName("S20, S28 an evict is tried whatever is known: a stale entry would live on")
    void evictsAreNeverSkipped(CapturedOutput output) {
        withCars(cars -> {
            cars.find(IDS);
            cars.remove(IDS);
            cars.removeBefore(IDS);
            cars.removeAll(IDS);

            assertThat(cache.calls())
                    .containsExactly(
                            "cars get [1, 2]", "cars evict [1, 2]", "cars evictIfPresent [1, 2]", "cars clear");
            assertThat(output)
                    .contains("Cache 'cars' failed to evict entry with key '[1, 2]'")
                    .contains("Cache 'cars' failed to clear entries");

            cache.failWith(null);
            cache.put(1, "stale");
            cars.remove(IDS);
            assertThat(cache.get(1)).isNull();
        });
    }

    @Test
    @DisplayName("S17, S28 a @CachePut is tried whatever is known: the old value would live on")
    void putsOfNewValuesAreNeverSkipped() {
        withCars(cars -> {
            cars.find(IDS);
            cars.save(IDS);

            assertThat(cache.calls()).containsExactly("cars get [1, 2]", "cars put {1=car 1, 2=car 2}");
        });
    }

    @Test
    @DisplayName("P7, S28 of a seeding method the first portion is tried whatever is known, and the others are spared")
    void seedsWaitOncePerRun() {
        withCars(cars -> {
            cars.find(IDS);
            assertThat(cars.stream(3_500)).hasSize(3_500);
            assertThat(cars.publish(3_500).count().block()).isEqualTo(3_500);

            assertThat(cache.calls())
                    .hasSize(3)
                    .startsWith("cars get [1, 2]")
                    .filteredOn(call -> call.startsWith("cars put {0=Row[id=0], "))
                    .hasSize(2);

            cache.failWith(null);
            assertThat(cars.stream(3_500)).hasSize(3_500);
            assertThat(cache.get(999)).isNotNull();
            assertThat(cache.get(1_000)).isNull();
        });
    }

    @Test
    void failedEvictSparesTheReadsThatFollow() {
        withCars(cars -> {
            cars.remove(IDS);
            cars.find(IDS);

            assertThat(cache.calls()).containsExactly("cars evict [1, 2]");
        });
    }

    @Test
    void otherFailuresHaveNoCoolDown() {
        cache.failWith(new IllegalStateException("refused"));
        withCars(cars -> {
            cars.find(IDS);
            cars.find(IDS);

            assertThat(cache.calls())
                    .containsExactly(
                            "cars get [1, 2]",
                            "cars put {1=car 1, 2=car 2}",
                            "cars get [1, 2]",
                            "cars put {1=car 1, 2=car 2}");
        });
    }

    @Test
    void zeroMeansNoCoolDown() {
        application.withPropertyValues(LOG, PREFIX + "cool-down=0").run(context -> {
            context.getBean(Cars.class).find(IDS);

            assertThat(cache.calls()).containsExactly("cars get [1, 2]", "cars put {1=car 1, 2=car 2}");
        });
    }

    private void withCars(Consumer<Cars> test) {
        application
                .withPropertyValues(LOG, PREFIX + "cool-down=1h")
                .run(context -> test.accept(context.getBean(Cars.class)));
    }
}
