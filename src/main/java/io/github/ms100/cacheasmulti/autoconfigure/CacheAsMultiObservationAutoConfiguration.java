package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.autoconfigure.CacheAsMultiProperties.ObservationMode;
import io.github.ms100.cacheasmulti.internal.call.BatchObserver;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.observation.MicrometerObserver;
import io.github.ms100.cacheasmulti.internal.observation.MicrometerObserver.Named;
import io.github.ms100.cacheasmulti.observation.BatchCallConvention;
import io.github.ms100.cacheasmulti.observation.BatchLoadConvention;
import io.github.ms100.cacheasmulti.observation.DefaultBatchCallConvention;
import io.github.ms100.cacheasmulti.observation.DefaultBatchLoadConvention;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.util.function.SingletonSupplier;

/**
 * Observes what batches load where the application has an observation registry (O6).
 *
 * @since 2.0.0
 */
@AutoConfiguration(
        after = CacheAsMultiAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration"
        })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({ObservationRegistry.class, BatchEngine.class})
public final class CacheAsMultiObservationAutoConfiguration {

    // Lazy: asked for at the first call of a method, when the registry has its handlers.
    @Bean
    @Lazy
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BatchObserver cacheAsMultiObserver(
            ObjectProvider<ObservationRegistry> registry,
            ObjectProvider<CacheAsMultiProperties> properties,
            ObjectProvider<BatchLoadConvention> loads,
            ObjectProvider<BatchCallConvention> calls) {
        CacheAsMultiProperties.Observations settings = properties.getObject().observations();
        if (settings.mode() == ObservationMode.NONE) {
            return BatchObserver.NONE;
        }
        boolean includeKeys = settings.includeKeys();
        return new MicrometerObserver(
                SingletonSupplier.of(registry::getObject),
                new Named<>(loads.getIfAvailable(), new DefaultBatchLoadConvention(includeKeys)),
                (settings.mode() == ObservationMode.CALL)
                        ? new Named<>(calls.getIfAvailable(), new DefaultBatchCallConvention(includeKeys))
                        : null);
    }
}
