package io.github.ms100.cacheasmulti.meters;

import static io.github.ms100.cacheasmulti.meters.MeteredApplications.count;
import static io.github.ms100.cacheasmulti.meters.MeteredApplications.meter;
import static io.github.ms100.cacheasmulti.meters.MeteredApplications.metered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import io.github.ms100.cacheasmulti.meters.Expression.Condition;
import io.github.ms100.cacheasmulti.meters.Expression.Use;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.util.function.SingletonSupplier;

/**
 * What Prometheus gets from applications.
 *
 * @param metrics by name: the labels, and what values they have
 */
record Scrape(Map<String, Map<String, Set<String>>> metrics) {

    private static final SingletonSupplier<Scrape> APPLICATIONS = SingletonSupplier.of(Scrape::runApplications);

    /** What Prometheus adds. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    private static final Pattern LINE = Pattern.compile("(?m)^(\\w+)\\{(.*)} \\S+$");

    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /**
     * Returns what there is to see of applications in which everything has happened: one has local copies in front of Redis, one has
     * a cache without batch operations. Both tag their meters by {@code application}.
     */
    static Scrape ofApplications() {
        return APPLICATIONS.obtain();
    }

    /** Reads it. */
    static Scrape parse(String text) {
        Map<String, Map<String, Set<String>>> metrics = new TreeMap<>();
        for (Matcher line = LINE.matcher(text); line.find(); ) {
            Map<String, Set<String>> labels = metrics.computeIfAbsent(line.group(1), name -> new TreeMap<>());
            for (Matcher label = LABEL.matcher(line.group(2)); label.find(); ) {
                labels.computeIfAbsent(label.group(1), name -> new TreeSet<>()).add(label.group(2));
            }
        }
        return new Scrape(metrics);
    }

    /** Returns what an expression asks for and is not there. */
    List<String> missing(Expression expression) {
        return expression.uses().stream()
                .flatMap(use -> missing(use).stream())
                .distinct()
                .toList();
    }

    /** Returns what is not there of a metric and its labels, and of the values that these are compared with. */
    List<String> missing(Use use) {
        Map<String, Set<String>> labels = metrics.get(use.metric());
        if (labels == null) {
            return List.of(use.metric());
        }
        List<String> missing = new ArrayList<>();
        for (String label : use.labels()) {
            if (!labels.containsKey(label) && !OF_PROMETHEUS.contains(label)) {
                missing.add("%s{%s}".formatted(use.metric(), label));
            }
        }
        for (Condition condition : use.conditions()) {
            Set<String> known = labels.getOrDefault(condition.label(), Set.of());
            condition.values().stream()
                    .filter(value -> !known.contains(value))
                    .forEach(value -> missing.add("%s{%s=%s}".formatted(use.metric(), condition.label(), value)));
        }
        return missing;
    }

    private static Scrape runApplications() {
        TestRedis.deleteEverything();
        String withCopies = scrape(
                BootApplications.withRedisCaches()
                        .withPropertyValues(
                                "cache-as-multi.caches.cars.local.maximum-size=1000",
                                "cache-as-multi.caches.cars.local.time-to-live=1h"),
                Scrape::useCopies);
        String withLoops = scrape(
                BootApplications.withCaches()
                        .withBean(
                                CacheManager.class,
                                () -> new GivenCaches(
                                        new WrappedCache(new ConcurrentMapCache("cars")),
                                        new ConcurrentMapCache("near"),
                                        new ConcurrentMapCache("far"))),
                (cars, registry) -> cars.find(List.of(1L, 2L)));
        return parse(withCopies + withLoops);
    }

    private static void useCopies(MeteredCars cars, PrometheusMeterRegistry registry) {
        await().untilAsserted(() -> {
            cars.find(List.of(1L, 2L));
            assertThat(count(registry, "local", "result", "hit")).isPositive();
            assertThat(meter(registry, "unvalidated").timeGauge().value(TimeUnit.SECONDS))
                    .isZero();
        });
        cars.findOnce(List.of(3L));
        cars.findNearAndFar(List.of(1L));
        cars.put(List.of(1L, 2L));
        cars.evict(List.of(1L, 2L, 3L));
        cars.clear(List.of(1L));
        assertThatIllegalStateException().isThrownBy(() -> cars.find(List.of(0L)));
    }

    private static String scrape(
            ApplicationContextRunner application, BiConsumer<MeteredCars, PrometheusMeterRegistry> script) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        metered(application, registry)
                .withUserConfiguration(MeteredCars.Application.class)
                .withBean(MeteredCars.class)
                .withPropertyValues("management.metrics.tags.application=shop", "cache-as-multi.on-cache-failure=log")
                .run(context -> script.accept(context.getBean(MeteredCars.class), registry));
        return registry.scrape();
    }
}
