package io.github.ms100.cacheasmulti.config;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** A look at the order of caching and validation, where there is Bean Validation. */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class ValidationOrderConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ValidationOrderWarning cacheAsMultiValidationOrderWarning(ConfigurableListableBeanFactory beanFactory) {
        return new ValidationOrderWarning(beanFactory);
    }
}
