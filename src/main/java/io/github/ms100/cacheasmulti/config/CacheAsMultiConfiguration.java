package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;

/**
 * Makes {@code @CacheAsMulti} work in an application that has caching enabled.
 *
 * <p>Spring Boot applications get it by themselves. Others import it beside {@code @EnableCaching}:
 *
 * <pre>{@code
 * @Configuration
 * @EnableCaching
 * @Import(CacheAsMultiConfiguration.class)
 * class CacheConfiguration {}
 * }</pre>
 */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
@Import(StoreSelector.class)
public class CacheAsMultiConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static CachingDefinitionPostProcessor cacheAsMultiDefinitionPostProcessor() {
        return new CachingDefinitionPostProcessor();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static EnhancedCacheConversionService enhancedCacheConversionService(
            ObjectProvider<EnhancedCacheConverter<?>> converters) {
        List<EnhancedCacheConverter<?>> ordered = new ArrayList<>();
        converters.orderedStream().forEach(ordered::add);
        return new EnhancedCacheConversionService(ordered);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BatchMethodGuard cacheAsMultiBatchMethodGuard(ConfigurableListableBeanFactory beanFactory) {
        return new BatchMethodGuard(beanFactory);
    }
}
