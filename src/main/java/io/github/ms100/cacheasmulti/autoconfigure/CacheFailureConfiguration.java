package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.internal.failure.CircuitBreakers;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.failure.FailurePolicy;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/** The property for failures of caches. By default no bean is there for it, and Spring's own behaviour stays. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CacheAsMultiProperties.class)
class CacheFailureConfiguration {

    private static final Log logger = LogFactory.getLog(CacheFailureConfiguration.class);

    private static final String CIRCUIT_BREAKER = "io.github.resilience4j.circuitbreaker.CircuitBreaker";

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
        if (ClassUtils.isPresent(CIRCUIT_BREAKER, classLoader)) {
            return new CircuitBreakers(() -> properties.getObject().coolDown());
        }
        logger.info(
                ("Failures of caches are logged (%s=log) without a cool-down: every call of a batch method asks a cache"
                                + " that cannot be reached. To change that, add io.github.resilience4j:resilience4j-circuitbreaker"
                                + " to the class path")
                        .formatted(CacheAsMultiProperties.ON_CACHE_FAILURE));
        return CoolDown.NONE;
    }
}
