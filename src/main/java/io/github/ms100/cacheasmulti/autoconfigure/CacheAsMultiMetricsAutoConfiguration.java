package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.metrics.BatchMeters;
import io.github.ms100.cacheasmulti.internal.statistics.ObservedCaches;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/**
 * Counts what batches do where the application has a meter registry (O5). Without one nobody listens, and nothing is measured.
 *
 * @since 2.0.0
 */
@AutoConfiguration(
        after = CacheAsMultiAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
// Registries of a parent are bound by the parent, whose listener is told of what happens here, too.
@ConditionalOnBean(
        value = {MeterRegistry.class, BatchEngine.class},
        search = SearchStrategy.CURRENT)
public final class CacheAsMultiMetricsAutoConfiguration {

    // Never asks for the registry: caching beans are made early, and it would be without its filters and tags.
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BatchMeters cacheAsMultiMeters(ObjectProvider<DeclaredMethods> methods, ObservedCaches caches) {
        return new BatchMeters(methods::stream, caches);
    }
}
