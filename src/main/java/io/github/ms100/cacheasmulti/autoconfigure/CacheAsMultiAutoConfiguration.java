package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.autoconfigure.CacheAsMultiProperties.SingleFlight;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import io.github.ms100.cacheasmulti.internal.failure.CircuitBreakers;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.failure.FailurePolicy;
import io.github.ms100.cacheasmulti.internal.statistics.ObservedCaches;
import io.github.ms100.cacheasmulti.internal.store.MadeManagers;
import io.github.ms100.cacheasmulti.internal.store.OriginalCaches;
import io.github.ms100.cacheasmulti.support.LoopSettings;
import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import io.github.ms100.cacheasmulti.support.SingleFlightSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.io.ResourceLoader;

/**
 * Makes {@code @CacheAsMulti} work in every application that has {@code @EnableCaching}, as its properties say. By default no
 * bean is there for failures of caches, and Spring's own behaviour stays.
 *
 * @since 2.0.0
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration",
            "org.springframework.boot.autoconfigure.cache.CacheAutoConfiguration"
        })
@ConditionalOnClass(CacheInterceptor.class)
@EnableConfigurationProperties(CacheAsMultiProperties.class)
@Import({
    CacheAsMultiConfiguration.class,
    RedisCacheAsMultiConfiguration.class,
    LocalLevelConfiguration.class,
    StatisticsLogConfiguration.class
})
public final class CacheAsMultiAutoConfiguration {

    private static final Log logger = LogFactory.getLog(CacheAsMultiAutoConfiguration.class);

    // May be needed before the bean post-processors are there, which properties want to see.
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnProperty(name = CacheAsMultiProperties.ON_CACHE_FAILURE, havingValue = "log")
    static FailurePolicy cacheAsMultiFailurePolicy(
            ObjectProvider<CacheAsMultiProperties> properties, ResourceLoader resourceLoader) {
        return new FailurePolicy(new LoggingCacheErrorHandler(), coolDown(properties, resourceLoader.getClassLoader()));
    }

    private static CoolDown coolDown(
            ObjectProvider<CacheAsMultiProperties> properties, @Nullable ClassLoader classLoader) {
        if (OptionalLibrary.CIRCUIT_BREAKER.isPresent(classLoader)) {
            return new CircuitBreakers(() -> properties.getObject().coolDown());
        }
        logger.info(
                ("Failures of caches are logged (%s=log) without a cool-down: every call of a batch method asks a cache"
                                + " that cannot be reached. To change that, add io.github.resilience4j:resilience4j-circuitbreaker"
                                + " to the class path")
                        .formatted(CacheAsMultiProperties.ON_CACHE_FAILURE));
        return CoolDown.NONE;
    }

    // Asked for by listeners, which come as early as caching beans.
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ObservedCaches cacheAsMultiObservedCaches(
            ObjectProvider<MadeManagers> managers,
            ObjectProvider<FailurePolicy> failurePolicy,
            ObjectProvider<CacheAsMultiProperties> properties) {
        return new ObservedCaches(
                managers::getObject,
                () -> {
                    FailurePolicy policy = failurePolicy.getIfAvailable();
                    return (policy == null) ? CoolDown.NONE : policy.coolDown();
                },
                name -> properties.getObject().localLevels().contains(name));
    }

    @Bean
    @ConditionalOnMissingBean
    SingleFlightSettings cacheAsMultiSingleFlightSettings(CacheAsMultiProperties properties) {
        return new SingleFlightSettings(
                properties.singleFlight() == SingleFlight.ALWAYS, properties.singleFlightWaitLimit());
    }

    @Bean
    @ConditionalOnMissingBean
    LoopSettings cacheAsMultiLoopSettings(CacheAsMultiProperties properties) {
        return new LoopSettings(properties.onLoop(), properties.transparentWrappers());
    }

    @Bean
    TimeToLiveWarning cacheAsMultiTimeToLiveWarning(
            CacheAsMultiProperties properties, ObjectProvider<OriginalCaches> originals) {
        return new TimeToLiveWarning(properties, originals.getIfAvailable(() -> OriginalCaches.NONE));
    }
}
