package io.github.ms100.cacheasmulti.meters;

import static io.github.ms100.cacheasmulti.meters.MeteredApplications.count;
import static io.github.ms100.cacheasmulti.meters.MeteredApplications.meter;
import static io.github.ms100.cacheasmulti.meters.MeteredApplications.metered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.metrics.BatchMeters;
import io.github.ms100.cacheasmulti.internal.statistics.ObservedCaches;
import io.github.ms100.cacheasmulti.internal.store.MadeManagers;
import io.github.ms100.cacheasmulti.internal.store.StoreIdentities;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("O2 meters of local levels")
class LocalLevelMetersTests {

    private final MockClock clock = new MockClock();

    @BeforeEach
    void empty() {
        TestRedis.deleteEverything();
    }

    @Test
    @DisplayName("copies, messages, and for how long no copy was served")
    void usedByAnApplication() {
        MeterRegistry registry = new SimpleMeterRegistry();
        metered(BootApplications.withRedisCaches(), registry)
                .withUserConfiguration(MeteredCars.Application.class)
                .withBean(MeteredCars.class)
                .withPropertyValues(
                        "cache-as-multi.caches.cars.local.maximum-size=1000",
                        "cache-as-multi.caches.cars.local.time-to-live=1h")
                .run(context -> {
                    assertThat(local(registry, "hit")).isZero();
                    assertThat(messages(registry, "out")).isZero();
                    MeteredCars cars = context.getBean(MeteredCars.class);
                    await().untilAsserted(() -> {
                        cars.find(List.of(1L, 2L));
                        assertThat(local(registry, "hit")).isPositive();
                        assertThat(unvalidated(registry)).isZero();
                    });
                    double hits = local(registry, "hit");
                    double misses = local(registry, "miss");
                    cars.find(List.of(1L, 2L, 3L));
                    assertThat(local(registry, "hit") - hits).isEqualTo(2);
                    assertThat(local(registry, "miss") - misses).isEqualTo(1);

                    cars.evict(List.of(1L));
                    await().untilAsserted(
                                    () -> assertThat(messages(registry, "out")).isPositive());
                    assertThat(count(registry, "gaps")).isZero();
                });
    }

    @Test
    @DisplayName("gaps, and how long copies have not been served now, by the clock of the registry")
    void told() {
        MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, (Clock) clock);
        metered(BootApplications.withCaches(), registry)
                .withUserConfiguration(MeteredCars.Application.class)
                .withPropertyValues("spring.cache.type=simple")
                .run(context -> {
                    BatchListener meters = context.getBean(BatchListener.class);
                    assertThat(registry.find("cache.batch.unvalidated").meters())
                            .as("of an application without local level")
                            .isEmpty();
                    meters.onUnvalidated("one");
                    clock.add(Duration.ofSeconds(2));
                    meters.onUnvalidated("two");
                    meters.onGap("one");
                    meters.onMessage(new BatchListener.Message("one", "cars", 3, false));
                    clock.add(Duration.ofSeconds(1));

                    assertThat(unvalidated(registry)).isEqualTo(3);
                    meters.onValidated("one", Duration.ofSeconds(3));
                    assertThat(unvalidated(registry)).isEqualTo(1);
                    meters.onValidated("two", Duration.ofSeconds(1));
                    assertThat(unvalidated(registry)).isZero();
                    assertThat(count(registry, "gaps")).isEqualTo(1);
                    assertThat(messages(registry, "in")).isEqualTo(1);
                });
    }

    @Test
    @DisplayName("a registry that is bound later hears that copies are not served yet")
    void boundLater() {
        BatchMeters meters = new BatchMeters(
                Stream::empty,
                new ObservedCaches(
                        () -> new MadeManagers(StoreIdentities.feed(), Map::of), () -> CoolDown.NONE, name -> false));
        MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, (Clock) clock);
        meters.onUnvalidated("one");
        meters.onUnvalidated("two");
        meters.onValidated("two", Duration.ofSeconds(1));
        meters.bindTo(registry);
        clock.add(Duration.ofSeconds(4));

        assertThat(unvalidated(registry)).isEqualTo(4);
        meters.onValidated("one", Duration.ofSeconds(4));
        assertThat(unvalidated(registry)).isZero();
    }

    private static double local(MeterRegistry registry, String result) {
        return count(registry, "local", "cache", "cars", "cache.manager", "cacheManager", "result", result);
    }

    private static double messages(MeterRegistry registry, String direction) {
        return count(registry, "messages", "direction", direction);
    }

    private static double unvalidated(MeterRegistry registry) {
        return meter(registry, "unvalidated").timeGauge().value(TimeUnit.SECONDS);
    }
}
