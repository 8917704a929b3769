package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.endpoint.CacheBatchesEndpoint;
import io.github.ms100.cacheasmulti.internal.endpoint.CacheBatchesPage;
import io.github.ms100.cacheasmulti.internal.endpoint.CacheBatchesWebExtension;
import io.github.ms100.cacheasmulti.internal.endpoint.EndpointSettings;
import io.github.ms100.cacheasmulti.internal.endpoint.KnownApplication;
import io.github.ms100.cacheasmulti.internal.endpoint.KnownApplication.Counted;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.statistics.BatchNumbers;
import io.github.ms100.cacheasmulti.internal.statistics.ChannelNumbers;
import io.github.ms100.cacheasmulti.internal.statistics.FailureNumbers;
import io.github.ms100.cacheasmulti.internal.statistics.ObservedCaches;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Role;

/**
 * Shows what batches do by the endpoint {@code cachebatches} and by the page {@code cachebatchesui}, where the application has
 * Actuator and exposes them (O8). Else nothing is counted for them.
 *
 * @since 2.0.0
 */
@AutoConfiguration(after = CacheAsMultiAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(value = BatchEngine.class, search = SearchStrategy.CURRENT)
@ImportRuntimeHints(CacheBatchesHints.class)
public final class CacheAsMultiEndpointAutoConfiguration {

    /** The endpoint, and what it counts. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnAvailableEndpoint(CacheBatchesEndpoint.class)
    @EnableConfigurationProperties(CacheBatchesProperties.class)
    static class EndpointConfiguration {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
        static BatchNumbers cacheAsMultiNumbers(ObservedCaches caches) {
            return new BatchNumbers(caches, System::nanoTime);
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static FailureNumbers cacheAsMultiFailureNumbers(ObservedCaches caches) {
            return new FailureNumbers(caches, Clock.systemUTC());
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static ChannelNumbers cacheAsMultiChannelNumbers() {
            return new ChannelNumbers(System::nanoTime);
        }

        @Bean
        static CacheBatchesEndpoint cacheBatchesEndpoint(
                ObservedCaches caches,
                ConfigurableListableBeanFactory beanFactory,
                CacheBatchesProperties properties,
                ObjectProvider<EndpointAccessResolver> access) {
            Counted counted = new Counted(
                    beanFactory.getBean(BatchNumbers.class),
                    beanFactory.getBean(FailureNumbers.class),
                    beanFactory.getBean(ChannelNumbers.class));
            KnownApplication application = new KnownApplication(
                    () -> beanFactory.getBeansOfType(DeclaredMethods.class, false, false).values().stream(),
                    caches,
                    beanFactory.getBean(BatchEngine.class),
                    counted,
                    beanFactory);
            return new CacheBatchesEndpoint(application, settings(properties, access.getIfAvailable()));
        }

        private static EndpointSettings settings(
                CacheBatchesProperties properties, @Nullable EndpointAccessResolver resolver) {
            Access access = (resolver == null)
                    ? Access.READ_ONLY
                    : resolver.accessFor(EndpointId.of(CacheBatchesEndpoint.ID), Access.READ_ONLY);
            return new EndpointSettings(
                    properties.showKeys(), properties.showValues(), properties.roles(), properties.sample(), access);
        }

        @Bean
        static CacheBatchesWebExtension cacheBatchesWebExtension(CacheBatchesEndpoint endpoint) {
            return new CacheBatchesWebExtension(endpoint);
        }
    }

    /** The page. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnAvailableEndpoint(CacheBatchesPage.class)
    static class PageConfiguration {

        @Bean
        static CacheBatchesPage cacheBatchesPage(ObjectProvider<PathMapper> mappers) {
            List<PathMapper> ordered = mappers.orderedStream().toList();
            return new CacheBatchesPage(
                    PathMapper.getRootPath(ordered, EndpointId.of(CacheBatchesEndpoint.ID)),
                    PathMapper.getRootPath(ordered, EndpointId.of(CacheBatchesPage.ID)));
        }
    }
}
