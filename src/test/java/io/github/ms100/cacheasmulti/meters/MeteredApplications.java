package io.github.ms100.cacheasmulti.meters;

import io.github.ms100.cacheasmulti.autoconfigure.CacheAsMultiMetricsAutoConfiguration;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Applications of Spring Boot with a meter registry, and what its meters of batches say. */
final class MeteredApplications {

    private MeteredApplications() {}

    static ApplicationContextRunner metered(ApplicationContextRunner application) {
        return metered(application, new SimpleMeterRegistry());
    }

    static ApplicationContextRunner metered(ApplicationContextRunner application, MeterRegistry registry) {
        return application
                .withConfiguration(AutoConfigurations.of(
                        SpringLine.metricsAutoConfiguration(), CacheAsMultiMetricsAutoConfiguration.class))
                .withBean(MeterRegistry.class, () -> registry);
    }

    /** Returns how much a counter has counted; it must be there. */
    static double count(MeterRegistry registry, String name, String... tags) {
        return meter(registry, name, tags).counter().count();
    }

    static RequiredSearch meter(MeterRegistry registry, String name, String... tags) {
        return registry.get("cache.batch." + name).tags(tags);
    }
}
